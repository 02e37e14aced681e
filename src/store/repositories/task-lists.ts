import { sql } from 'kysely';
import { readFilteredPage } from '../../kit/sql/filtered-page.ts';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { filtered, range, values } from '../filtered.ts';
import type { Tasks } from '../tables/tasks.ts';
import type { Queries } from '../tables.ts';

export interface TaskFilter {
  catalog: Catalog;
  account: AccountId;
  operation: string;
  statuses?: Tasks['status'][] | undefined;
  ids?: string[] | undefined;
  invitations?: string[] | undefined;
  opportunities?: string[] | undefined;
  engagements?: string[] | undefined;
  /** The context of the task's lead, or of the project that it added. */
  contexts?: string[] | undefined;
  names?: string[] | undefined;
  startedAfter?: Timestamp | undefined;
  startedBefore?: Timestamp | undefined;
}

/** Selects an account's tasks of one operation, a page of which `start_time`, or another sort key, and `id` begin. */
export const filterTasks = (db: Queries, filter: TaskFilter) => {
  const { contexts = [] } = filter;
  const all = queryTasks(db, {
    catalog: filter.catalog,
    account: filter.account,
    operation: filter.operation,
  });
  return filtered(db, all, [
    values('id', filter.ids, 'unique'),
    values('invitation_id', filter.invitations, ['id']),
    values('opportunity_id', filter.opportunities, ['id']),
    values('engagement_id', filter.engagements, ['id']),
    values('name', filter.names),
    values('status', filter.statuses, ['start_time', 'id']),
    contexts.length > 0
      ? {
          where: sql<boolean>`(context_id in (${sql.join(contexts)}) or project_context_id in (${sql.join(contexts)}))`,
        }
      : undefined,
    range('start_time', '>', filter.startedAfter, ['id']),
    range('start_time', '<', filter.startedBefore, ['id']),
  ]);
};

/** Selects an account's tasks of one operation. An empty list of values does not filter. */
export const queryTasks = (db: Queries, filter: TaskFilter) => {
  const lists = [
    ['status', filter.statuses],
    ['id', filter.ids],
    ['invitation_id', filter.invitations],
    ['opportunity_id', filter.opportunities],
    ['engagement_id', filter.engagements],
    ['name', filter.names],
  ] as const;
  let query = db
    .selectFrom('tasks')
    .selectAll()
    .where('catalog', '=', filter.catalog)
    .where('account_id', '=', filter.account)
    // A literal, so that partial indexes of one operation apply.
    .where('operation', '=', sql.lit(filter.operation));
  for (const [column, values] of lists) {
    if (values && values.length > 0) query = query.where(column, 'in', values);
  }
  const { contexts = [] } = filter;
  if (contexts.length > 0) {
    query = query.where((task) =>
      task.or([task('context_id', 'in', contexts), task('project_context_id', 'in', contexts)]),
    );
  }
  if (filter.startedAfter) query = query.where('start_time', '>', filter.startedAfter);
  if (filter.startedBefore) query = query.where('start_time', '<', filter.startedBefore);
  return query;
};

/** Returns another task of the account that drafted an opportunity from a lead; of several, the most advanced one. */
export const findDraftOfLead = async (
  db: Queries,
  lead: Pick<Tasks, 'catalog' | 'account_id' | 'operation' | 'engagement_id' | 'context_id'> & {
    id?: string;
  },
): Promise<Tasks | undefined> =>
  queryTasks(db, {
    catalog: lead.catalog,
    account: lead.account_id,
    operation: lead.operation,
    engagements: [lead.engagement_id],
  })
    .where('context_id', '=', lead.context_id)
    .where('id', '!=', lead.id ?? '')
    .where('opportunity_id', '!=', '')
    .orderBy('step', 'desc')
    .executeTakeFirst();

/** A page of tasks of one account or of all, by `start_time` and `id`, the latest first. */
export interface TaskQuery {
  account?: AccountId | undefined;
  catalog?: Catalog;
  id?: string;
  operation?: string;
  /** All operations that start tasks. */
  operations: readonly string[];
  status?: Tasks['status'];
  invitation?: string;
  engagement?: string;
  opportunity?: string;
  after: readonly [startTime: string, id: string] | undefined;
  limit: number;
}

/**
 * Returns a page of tasks, and the position of the next one. Of all accounts, those of each catalog are merged; of one account,
 * those of each operation too, because indexes have no other order.
 */
export const findLatestTasks = async (
  db: Queries,
  wanted: TaskQuery,
): Promise<{ tasks: Tasks[]; next: readonly (string | number)[] | undefined }> => {
  const { account, after, limit } = wanted;
  const only = (value: string | undefined) => (value === undefined ? undefined : [value]);
  const inCatalogs = (wanted.catalog === undefined ? catalogs : [wanted.catalog]).map((catalog) =>
    db.selectFrom('tasks').selectAll().where('catalog', '=', catalog),
  );
  const operations = wanted.operation === undefined ? wanted.operations : [wanted.operation];
  const ofAccount = (one: AccountId) =>
    inCatalogs.flatMap((query) =>
      operations.map((operation) => query.where('account_id', '=', one).where('operation', '=', operation)),
    );
  const found = await readFilteredPage(
    filtered(db, account === undefined ? inCatalogs : ofAccount(account), [
      values('id', only(wanted.id), 'unique'),
      values('invitation_id', only(wanted.invitation), ['account_id', 'operation', 'id']),
      values('opportunity_id', only(wanted.opportunity), ['account_id', 'operation', 'id']),
      values('engagement_id', only(wanted.engagement), ['account_id', 'operation', 'id']),
      values('status', only(wanted.status), ['start_time', 'id']),
      account === undefined ? values('operation', only(wanted.operation)) : undefined,
    ]),
    { keys: taskKeys, order: 'DESCENDING', after, limit },
  );
  return { tasks: found.rows, next: found.next };
};

const taskKeys = ['start_time', 'id'].map((column) => ({ column, member: column }));

const catalogs: readonly Catalog[] = ['AWS', 'Sandbox'];
