import { readPage } from '../../kit/sql/page.ts';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { ReasonCode } from '../../model/documents.ts';
import { prepare } from '../prepare.ts';
import type { Tasks } from '../tables/tasks.ts';
import type { Queries } from '../tables.ts';

/** A task, named by its catalog and id. */
export type TaskKey = Pick<Tasks, 'catalog' | 'id'>;

/** A task at a step: with so many steps done. Whatever is written to it is written only as long as it is there. */
export type TaskAtStep = Pick<Tasks, 'catalog' | 'id' | 'step'>;

/** What a step may add to its task. */
export type TaskResult = Partial<
  Pick<
    Tasks,
    | 'engagement_id'
    | 'opportunity_id'
    | 'resource_snapshot_job_id'
    | 'invitation_id'
    | 'project_context_id'
    | 'failed_count'
  >
>;

/** A task that begins now, without anything that only some kinds of tasks have. */
export const newTask = (
  task: Pick<Tasks, 'catalog' | 'id' | 'account_id' | 'operation' | 'start_time'> & Partial<Tasks>,
): Tasks => ({
  status: 'IN_PROGRESS',
  step: 0,
  steps: '',
  tries: 0,
  end_time: '',
  invitation_id: '',
  engagement_id: '',
  opportunity_id: '',
  resource_snapshot_job_id: '',
  context_id: '',
  project_context_id: '',
  involvement_type: '',
  visibility: '',
  name: '',
  engagement_count: 0,
  failed_count: 0,
  tags: '[]',
  reason_code: '',
  message: '',
  ...task,
});

export const insertTask = async (db: Queries, task: Tasks): Promise<void> => {
  await insert.run(db, task);
};

const insert = prepare((db, task: Tasks) => db.insertInto('tasks').values(task));

export const findTask = async (db: Queries, { catalog, id }: TaskKey): Promise<Tasks | undefined> =>
  byKey.first(db, { catalog, id });

const byKey = prepare((db, { catalog, id }: TaskKey) =>
  db.selectFrom('tasks').selectAll().where('catalog', '=', catalog).where('id', '=', id),
);

/** The task as it is, for this transaction alone: whoever else runs it waits for the transaction's end. */
export const lockTask = async (tx: Queries, { catalog, id }: TaskKey): Promise<Tasks | undefined> =>
  byKeyLocked.first(tx, { catalog, id });

const byKeyLocked = prepare((db, { catalog, id }: TaskKey) =>
  db.selectFrom('tasks').selectAll().where('catalog', '=', catalog).where('id', '=', id).forUpdate(),
);

/** The task, if the account started it. */
export const findTaskOf = async (
  db: Queries,
  { catalog, id, account_id }: Pick<Tasks, 'catalog' | 'id' | 'account_id'>,
): Promise<Tasks | undefined> => {
  const task = await findTask(db, { catalog, id });
  return task?.account_id === account_id ? task : undefined;
};

type TaskChanges = TaskResult & Partial<Pick<Tasks, 'step' | 'steps' | 'tries' | 'status' | 'end_time'>>;

export const updateTask = async (
  db: Queries,
  { catalog, id }: TaskKey,
  changes: TaskChanges,
): Promise<void> => {
  await update.run(db, { catalog, id, changes });
};

const update = prepare((db, { catalog, id, changes }: TaskKey & { changes: TaskChanges }) =>
  db.updateTable('tasks').set(changes).where('catalog', '=', catalog).where('id', '=', id),
);

/** Counts a try of a step that failed and is to be tried again. */
export const countTry = async (db: Queries, { catalog, id, step }: TaskAtStep): Promise<void> => {
  await db
    .updateTable('tasks')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', '=', 'IN_PROGRESS')
    .where('step', '=', step)
    .execute();
};

/**
 * Fails a task at a step; `isTry` tells whether that came of one more try of the step. False when the task has moved on
 * or ended meanwhile.
 */
export const failTask = async (
  db: Queries,
  { catalog, id, step }: TaskAtStep,
  failure: { reasonCode: ReasonCode; message: string; at: Timestamp; isTry?: boolean },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set((row) => ({
      status: 'FAILED',
      reason_code: failure.reasonCode,
      message: failure.message,
      end_time: failure.at,
      tries: row('tries', '+', failure.isTry === false ? 0 : 1),
    }))
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', '=', 'IN_PROGRESS')
    .where('step', '=', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export interface TaskFilter {
  catalog: Catalog;
  account: AccountId;
  operation: string;
  statuses?: Tasks['status'][] | undefined;
  ids?: string[] | undefined;
  invitations?: string[] | undefined;
  opportunities?: string[] | undefined;
  engagements?: string[] | undefined;
  /** The lead that a task is about, or the project that it has added. */
  contexts?: string[] | undefined;
  names?: string[] | undefined;
  startedAfter?: Timestamp | undefined;
  startedBefore?: Timestamp | undefined;
}

/** Tasks of an account that one operation started; page them by `start_time`, `id`. An empty list filters nothing. */
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
    .where('operation', '=', filter.operation);
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

/** Another task of the account that has the opportunity drafted from a lead, of several the one that came farthest. */
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

/** Those of the tasks that are there, and, it may be, others of their ids. */
export const findTasks = async (db: Queries, keys: readonly TaskKey[]): Promise<Tasks[]> => {
  const ids = keys.map(({ id }) => id);
  return db.selectFrom('tasks').selectAll().where('catalog', 'in', catalogs).where('id', 'in', ids).execute();
};

/** Those of the tasks that have ended, and, it may be, others of their ids. */
export const findEndedTasks = async (db: Queries, keys: readonly TaskKey[]): Promise<TaskKey[]> => {
  const ids = keys.map(({ id }) => id);
  return db
    .selectFrom('tasks')
    .select(['catalog', 'id'])
    .where('catalog', 'in', catalogs)
    .where('id', 'in', ids)
    .where('status', '!=', 'IN_PROGRESS')
    .execute();
};

/** Every task that is in progress, whoever's it is; there is no index for it. */
export const findUnfinishedTasks = async (db: Queries): Promise<TaskKey[]> =>
  db
    .selectFrom('tasks')
    .select(['catalog', 'id'])
    .where('status', '=', 'IN_PROGRESS')
    .orderBy('start_time')
    .orderBy('id')
    .execute();

/** Tasks of whoever, to page by `start_time` and `id`, the latest first. */
export interface TaskQuery {
  account: AccountId | undefined;
  operation: string | undefined;
  status: Tasks['status'] | undefined;
  after: readonly [startTime: string, id: string] | undefined;
  limit: number;
}

/** Up to `limit` tasks, and one more where there are more. Reads all tasks that fit: there is no index by time alone. */
export const findLatestTasks = async (db: Queries, wanted: TaskQuery): Promise<Tasks[]> => {
  const { account, operation, status, after, limit } = wanted;
  const query = db
    .selectFrom('tasks')
    .selectAll()
    .$if(account !== undefined, (all) =>
      all.where('catalog', 'in', catalogs).where('account_id', '=', account ?? ''),
    )
    .$if(operation !== undefined, (all) => all.where('operation', '=', operation ?? ''))
    .$if(status !== undefined, (all) => all.where('status', '=', status ?? 'FAILED'));
  return readPage(query, { keys: ['start_time', 'id'], order: 'DESCENDING', after, limit });
};

const catalogs: readonly Catalog[] = ['AWS', 'Sandbox'];
