import { announceTask } from '../../changes/news.ts';
import type { Work } from '../../changes/work.ts';
import { noteEnd, noteTask } from '../../events/effects.ts';
import { runTaskJob } from '../../jobs/tasks/run-task.ts';
import type { Watch } from '../../kit/flow/ends.ts';
import type { Catalog } from '../../model/contract.ts';
import type { Tag } from '../../model/documents.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { tagFaults } from '../../rules/tags.ts';
import { findToken } from '../../store/repositories/client-tokens.ts';
import { findTask, insertTask, newTask, type TaskKey } from '../../store/repositories/tasks.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { describeTask, type TaskKind } from '../../tasks/task-kind.ts';
import { oncePerToken } from '../idempotency.ts';
import type { Call } from '../operation.ts';

interface TaskRequest {
  Catalog: Catalog;
  ClientToken?: string;
  Tags?: Tag[];
}

/** Returns columns of a new task with this id. Runs in the transaction that starts it; throws to refuse the request. */
type About = (work: Work, id: string) => Promise<Partial<Tasks>>;

/**
 * Starts a task once per client token and returns its latest state. If the kind of task waits, the status is COMPLETE
 * or FAILED, or IN_PROGRESS if the call's wait ends before the task. A request with the same token waits too, so
 * concurrent requests, and an SDK's retry after a timeout, all get the result.
 *
 * The task is committed before the wait begins. The wait holds no transaction and no database connection, and the task
 * does not depend on the request. Costs a query and a transaction, and a query after the wait if another process ended
 * the task; repeated, two or three queries.
 */
export const startTask = async <Shown extends object>(
  call: Call,
  kind: TaskKind<Shown>,
  input: TaskRequest,
  about: About,
): Promise<Shown> => {
  const task = (await findPhantomTask(call, kind, input)) ?? (await startAndWait(call, kind, input, about));
  return describeTask(kind, task, call.services.arns);
};

const startAndWait = async (call: Call, kind: TaskKind, input: TaskRequest, about: About): Promise<Tasks> => {
  const { taskEnds } = call.services;
  let started: Tasks | undefined;
  let watch: Watch<Tasks> | undefined;
  /** Called before the commit or the query, so that it cannot miss an end in between. */
  const watchFrom = (key: TaskKey): void => {
    watch?.stop();
    watch = taskEnds.watch(key);
  };
  try {
    const { task: key } = await oncePerToken(call, kind.name, input, async (work) => {
      started = await insertNewTask(work, call, kind, input, about);
      watchFrom(started);
      return { task: { catalog: started.catalog, id: started.id } };
    });
    if (started?.id !== key.id) {
      watchFrom(key);
      started = await findTask(call.reads, key);
    }
    if (!started) throw new Error(`Task ${key.id} has a client token, but does not exist`);
    const wait = kind.waits ? call.taskWait : 0;
    if (!watch || wait === 0 || started.status !== 'IN_PROGRESS') return started;
    const { stop } = watch;
    call.onGone?.(() => stop());
    const latest = (await watch.end(wait)) ?? (await taskEnds.latest(key)) ?? started;
    if (latest.status !== 'IN_PROGRESS') noteEnd(key.id);
    return latest;
  } finally {
    watch?.stop();
  }
};

/**
 * With the quirk `token-spans-operations`, returns a new task that is not stored if CreateOpportunity has used the
 * token. Reported by one program, sandbox of May 2026: "silently starts nothing".
 */
const findPhantomTask = async (
  { account, now, reads, services }: Call,
  { name, idLength }: TaskKind,
  { Catalog: catalog, ClientToken: token = '' }: TaskRequest,
): Promise<Tasks | undefined> => {
  if (!services.controls.quirks.has('token-spans-operations')) return undefined;
  const key = { account_id: account, catalog, operation: 'CreateOpportunity', token };
  if (!(await findToken(reads, key))) return undefined;
  return newTask({
    catalog,
    id: services.ids.task(idLength),
    account_id: account,
    operation: name,
    start_time: now,
  });
};

const insertNewTask = async (
  work: Work,
  call: Call,
  { name, idLength }: TaskKind,
  input: TaskRequest,
  about: About,
): Promise<Tasks> => {
  const { ids, jobs, news, effects } = work.services;
  const key: TaskKey = { catalog: input.Catalog, id: ids.task(idLength) };
  const given = await about(work, key.id);
  // Checked after visibility, so that the error reveals nothing about resources that the caller may not see.
  const faults = tagFaults(input.Tags ?? []);
  if (faults.length > 0) throw businessValidationFailed(faults);
  const task = newTask({
    ...key,
    account_id: call.account,
    operation: name,
    start_time: work.now,
    tags: JSON.stringify(input.Tags ?? []),
    principal: call.principal?.() ?? '',
    ...given,
  });
  await insertTask(work.tx, task);
  noteTask(work.tx, effects, key);
  announceTask(work.tx, news, task);
  await jobs.enqueue(work.tx, runTaskJob, { ...key, account: call.account });
  return task;
};
