import { readPage } from '../../kit/sql/page.ts';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { EngagementInvitations } from '../tables/engagement-invitations.ts';
import type { Queries } from '../tables.ts';

interface Place {
  catalog: Catalog;
  account: AccountId;
}

/** An opportunity as a pipeline counts it. */
export interface InPipeline {
  stage: string;
  reviewStatus: string;
  spend: NonNullable<NonNullable<OpportunityDocument['Project']>['ExpectedCustomerSpend']>;
}

/** The position after which the next page of a pipeline begins. */
export type PipelinePosition = readonly [modifiedAt: string, id: string];

/** Returns up to `limit` opportunities of an account, the last modified first. One query by index. */
export const readPipeline = async (
  db: Queries,
  { catalog, account }: Place,
  after: PipelinePosition | undefined,
  limit: number,
): Promise<{ opportunities: InPipeline[]; next: PipelinePosition | undefined }> => {
  const query = db
    .selectFrom('opportunities')
    .select(['id', 'modified_at', 'stage', 'review_status', 'document'])
    .where('catalog', '=', catalog)
    .where('account_id', '=', account);
  const found = await readPage(query, { keys: ['modified_at', 'id'], order: 'DESCENDING', after, limit });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    opportunities: rows.map(({ stage, review_status, document }) => {
      const { Project }: OpportunityDocument = JSON.parse(document);
      return { stage, reviewStatus: review_status, spend: Project?.ExpectedCustomerSpend ?? [] };
    }),
    next: found.length > limit && last ? [last.modified_at, last.id] : undefined,
  };
};

/** Returns the status and the expiration of invitations that an account received since a time, at most `limit`, the latest first. */
export const findInvitationsSince = (
  db: Queries,
  { catalog, account }: Place,
  since: Timestamp,
  limit: number,
): Promise<Pick<EngagementInvitations, 'status' | 'expiration_date'>[]> =>
  db
    .selectFrom('engagement_invitations')
    .select(['status', 'expiration_date'])
    .where('catalog', '=', catalog)
    .where('receiver_account_id', '=', account)
    .where('invitation_date', '>=', since)
    .orderBy('invitation_date', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Returns how many of an account's latest tasks of an operation are in progress. One query by index. */
export const countInProgress = async (
  db: Queries,
  { catalog, account }: Place,
  operation: string,
  limit: number,
): Promise<number> => {
  const row = await db
    .selectFrom((tasks) =>
      tasks
        .selectFrom('tasks')
        .select('status')
        .where('catalog', '=', catalog)
        .where('account_id', '=', account)
        .where('operation', '=', operation)
        .orderBy('start_time', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .as('latest'),
    )
    .select((latest) => latest.fn.countAll<number>().as('count'))
    .where('latest.status', '=', 'IN_PROGRESS')
    .executeTakeFirstOrThrow();
  return Number(row.count);
};
