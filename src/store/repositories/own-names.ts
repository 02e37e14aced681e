import type { AccountId, Catalog } from '../../model/contract.ts';
import type { Queries } from '../tables.ts';

/** The resources that have ids. */
export type NamedKind =
  | 'opportunity'
  | 'engagement'
  | 'engagement invitation'
  | 'task'
  | 'snapshot job'
  | 'solution';

export interface OwnName {
  catalog: Catalog;
  id: string;
}

/** How many are compared, the newest first. */
const MOST_NAMES = 2_000;

/** Returns the ids of a kind that an account sees, in both catalogs. One query, of at most 2,000 rows; for people who look for one. */
export const findOwnNames = (db: Queries, kind: NamedKind, account: AccountId): Promise<OwnName[]> => {
  switch (kind) {
    case 'opportunity':
      return namesIn(db, 'opportunities', account);
    case 'task':
      return namesIn(db, 'tasks', account);
    case 'snapshot job':
      return namesIn(db, 'resource_snapshot_jobs', account);
    case 'solution':
      return namesIn(db, 'solutions', account);
    case 'engagement':
      return db
        .selectFrom('engagement_members')
        .select(['catalog', 'engagement_id as id'])
        .where('account_id', '=', account)
        .orderBy('engagement_created_at', 'desc')
        .limit(MOST_NAMES)
        .execute();
    case 'engagement invitation':
      return db
        .selectFrom('engagement_invitations')
        .select(['catalog', 'id'])
        .where((where) =>
          where.or([where('sender_account_id', '=', account), where('receiver_account_id', '=', account)]),
        )
        .orderBy('invitation_date', 'desc')
        .limit(MOST_NAMES)
        .execute();
  }
};

const namesIn = (
  db: Queries,
  table: 'opportunities' | 'tasks' | 'resource_snapshot_jobs' | 'solutions',
  account: AccountId,
): Promise<OwnName[]> =>
  db
    .selectFrom(table)
    .select(['catalog', 'id'])
    .where('account_id', '=', account)
    .orderBy('id', 'desc')
    .limit(MOST_NAMES)
    .execute();
