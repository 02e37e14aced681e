import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { ReasonCode } from '../../model/documents.ts';
import { prepare } from '../prepared.ts';
import type { Queries, Tasks } from '../tables.ts';

/** A task, named by its catalog and id. */
export type TaskKey = Pick<Tasks, 'catalog' | 'id'>;

/** What a step may add to its task. */
export type TaskResult = Partial<
  Pick<Tasks, 'engagement_id' | 'opportunity_id' | 'resource_snapshot_job_id'>
>;

export const insertTask = async (db: Queries, task: Tasks): Promise<void> => {
  await insert.run(db, task);
};

const insert = prepare((db, task: Tasks) => db.insertInto('tasks').values(task));

export const findTask = async (db: Queries, { catalog, id }: TaskKey): Promise<Tasks | undefined> =>
  byKey.first(db, { catalog, id });

const byKey = prepare((db, { catalog, id }: TaskKey) =>
  db.selectFrom('tasks').selectAll().where('catalog', '=', catalog).where('id', '=', id),
);

/**
 * Takes the next step of a task that is in progress, for this transaction alone: whoever else runs the task waits
 * for its end, and then takes the step after it. The row answered counts the step as done.
 */
export const claimStep = async (db: Queries, { catalog, id }: TaskKey): Promise<Tasks | undefined> =>
  claim.first(db, { catalog, id });

const claim = prepare((db, { catalog, id }: TaskKey) =>
  db
    .updateTable('tasks')
    .set((row) => ({ step: row('step', '+', 1) }))
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', '=', 'IN_PROGRESS')
    .returningAll(),
);

type TaskChanges = TaskResult & Partial<Pick<Tasks, 'status' | 'end_time'>>;

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

/** Fails a task at a step. False when the task has moved on or ended meanwhile. */
export const failTask = async (
  db: Queries,
  { catalog, id }: TaskKey,
  stepsDone: number,
  failure: { reasonCode: ReasonCode; message: string; at: Timestamp },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({
      status: 'FAILED',
      reason_code: failure.reasonCode,
      message: failure.message,
      end_time: failure.at,
    })
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', '=', 'IN_PROGRESS')
    .where('step', '=', stepsDone)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export interface TaskFilter {
  account: AccountId;
  operation: string;
  statuses?: Tasks['status'][] | undefined;
  ids?: string[] | undefined;
  invitations?: string[] | undefined;
  opportunities?: string[] | undefined;
}

/** Tasks of an account that one operation started; page them by `start_time`, `id`. */
export const queryTasks = (db: Queries, catalog: Catalog, filter: TaskFilter) => {
  const { statuses, ids, invitations, opportunities } = filter;
  return db
    .selectFrom('tasks')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('account_id', '=', filter.account)
    .where('operation', '=', filter.operation)
    .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses ?? []))
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(invitations !== undefined, (query) => query.where('invitation_id', 'in', invitations ?? []))
    .$if(opportunities !== undefined, (query) => query.where('opportunity_id', 'in', opportunities ?? []));
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
