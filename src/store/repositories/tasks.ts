import type { Catalog, Timestamp } from '../../model/contract.ts';
import type { ReasonCode } from '../../model/documents.ts';
import { prepare } from '../prepare.ts';
import type { Tasks } from '../tables/tasks.ts';
import type { Queries } from '../tables.ts';

export type TaskKey = Pick<Tasks, 'catalog' | 'id'>;

/** A task with `step` steps done. Updates apply only while the task is at this step. */
export type TaskAtStep = Pick<Tasks, 'catalog' | 'id' | 'step'>;

/** The columns that a step may set. */
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

/** Returns a new task. Columns that only some kinds of tasks use are empty by default. */
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
  principal: '',
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

/** Returns the task and locks it until the transaction ends. */
export const lockTask = async (tx: Queries, { catalog, id }: TaskKey): Promise<Tasks | undefined> =>
  byKeyLocked.first(tx, { catalog, id });

const byKeyLocked = prepare((db, { catalog, id }: TaskKey) =>
  db.selectFrom('tasks').selectAll().where('catalog', '=', catalog).where('id', '=', id).forUpdate(),
);

/** Returns the task if the account started it. */
export const findTaskOf = async (
  db: Queries,
  { catalog, id, account_id }: Pick<Tasks, 'catalog' | 'id' | 'account_id'>,
): Promise<Tasks | undefined> => {
  const task = await findTask(db, { catalog, id });
  return task?.account_id === account_id ? task : undefined;
};

type TaskChanges = TaskResult & Partial<Pick<Tasks, 'step' | 'steps' | 'tries' | 'status' | 'end_time'>>;

/** Returns false and changes nothing if the task has moved on or ended. */
export const updateTask = async (
  db: Queries,
  { catalog, id, step }: TaskAtStep,
  changes: TaskChanges,
): Promise<boolean> => (await update.run(db, { catalog, id, step, changes })) > 0;

// Not `status = 'IN_PROGRESS'`: PostgreSQL would scan the whole index of tasks in progress.
const update = prepare((db, { catalog, id, step, changes }: TaskAtStep & { changes: TaskChanges }) =>
  db
    .updateTable('tasks')
    .set(changes)
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('step', '=', step)
    .where('status', 'not in', ['COMPLETE', 'FAILED']),
);

/** Counts a failed try of a step that will be retried. */
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
 * Fails a task at a step. `isTry` tells whether another try of the step failed. Returns false and changes nothing if the
 * task has moved on or ended.
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

/** Returns those of the tasks that exist, and possibly tasks with the same ids in the other catalog. */
export const findTasks = async (db: Queries, keys: readonly TaskKey[]): Promise<Tasks[]> => {
  const ids = keys.map(({ id }) => id);
  return db.selectFrom('tasks').selectAll().where('catalog', 'in', catalogs).where('id', 'in', ids).execute();
};

/** Returns those of the tasks that have ended, and possibly tasks with the same ids in the other catalog. */
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

/** Returns every task in progress, of all accounts, those of a catalog in the order of their start. Two queries by index. */
export const findUnfinishedTasks = async (db: Queries): Promise<(TaskKey & Pick<Tasks, 'account_id'>)[]> => {
  const unfinished = (catalog: Catalog) =>
    db
      .selectFrom('tasks')
      .select(['catalog', 'id', 'account_id'])
      .where('catalog', '=', catalog)
      .where('status', '=', 'IN_PROGRESS')
      .orderBy('start_time')
      .orderBy('id')
      .execute();
  return [...(await unfinished('AWS')), ...(await unfinished('Sandbox'))];
};

const catalogs: readonly Catalog[] = ['AWS', 'Sandbox'];
