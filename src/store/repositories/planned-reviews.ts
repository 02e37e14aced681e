import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { Queries } from '../tables.ts';

/** The opportunity to review. */
export interface PlannedReviewKey {
  catalog: Catalog;
  account: AccountId;
  id: string;
}

/** The planned outcome and time of AWS's review of an opportunity. */
export interface PlannedReview {
  decision: 'In review' | 'Action Required' | 'Approved' | 'Rejected';
  comments?: string;
  at: Timestamp;
}

/** Plans are rows of `meta`, so that exports and moves include them without the queue's jobs. */
const PREFIX = 'planned-review/';

const nameOf = ({ catalog, account, id }: PlannedReviewKey): string => `${PREFIX}${catalog}/${account}/${id}`;

/** Plans a review, and replaces an earlier plan. */
export const planReview = async (tx: Queries, key: PlannedReviewKey, plan: PlannedReview): Promise<void> => {
  const value = JSON.stringify(plan);
  await tx
    .insertInto('meta')
    .values({ name: nameOf(key), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};

/** Returns the plan. Deletes it if it is due, so that only one caller gets a plan that is due. */
export const takePlannedReview = async (
  tx: Queries,
  key: PlannedReviewKey,
  now: Timestamp,
): Promise<PlannedReview | undefined> => {
  const row = await tx
    .selectFrom('meta')
    .select('value')
    .where('name', '=', nameOf(key))
    .forUpdate()
    .executeTakeFirst();
  const plan: PlannedReview | undefined = row && JSON.parse(row.value);
  if (plan && plan.at <= now) await forgetPlannedReview(tx, key);
  return plan;
};

export const forgetPlannedReview = async (tx: Queries, key: PlannedReviewKey): Promise<void> => {
  await tx.deleteFrom('meta').where('name', '=', nameOf(key)).execute();
};

export const findPlannedReviews = async (db: Queries): Promise<(PlannedReviewKey & PlannedReview)[]> => {
  const rows = await db
    .selectFrom('meta')
    .selectAll()
    .where('name', '>=', PREFIX)
    .where('name', '<', `${PREFIX}~`)
    .orderBy('name')
    .execute();
  return rows.map(({ name, value }) => {
    const [, catalog, account = '', id = ''] = name.split('/');
    return { catalog: catalog as Catalog, account, id, ...(JSON.parse(value) as PlannedReview) };
  });
};
