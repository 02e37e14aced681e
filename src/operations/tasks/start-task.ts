import type { Work } from '../../changes/work.ts';
import type { Catalog, OperationName } from '../../model/contract.ts';
import type { Tag } from '../../model/documents.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { waitingOperations } from '../../model/task-wait.ts';
import { tagFaults } from '../../rules/tags.ts';
import { findToken } from '../../store/repositories/client-tokens.ts';
import { findTask, insertTask, newTask, type TaskKey } from '../../store/repositories/tasks.ts';
import type { Tasks } from '../../store/tables.ts';
import type { Watch } from '../../store/task-ends.ts';
import { oncePerToken } from '../idempotency.ts';
import type { Call } from '../operation.ts';

interface TaskRequest {
  Catalog: Catalog;
  ClientToken?: string;
  Tags?: Tag[];
}

/**
 * Starts a task once per client token, waits for its end, and answers its latest state: COMPLETE or FAILED, or, where the
 * wait of the call is over before, IN_PROGRESS. Repeated, the same request waits as well: of two that come at once, and of
 * a request and the retry of an SDK that gave it up, each hears of the end.
 * `about` says what the task is about, or throws what refuses it at once.
 *
 * The task is durable before the wait begins, which holds no transaction and no connection of the database; whatever
 * becomes of the request meanwhile, the task goes on. Costs a read and a transaction, and a read after the wait if another
 * process ended the task; repeated, two or three reads.
 */
export const startTask = async (
  call: Call,
  operation: OperationName,
  input: TaskRequest,
  about: (work: Work, id: string) => Promise<Partial<Tasks>>,
): Promise<Tasks> => {
  const unstarted = await taskThatIsNone(call, operation, input);
  if (unstarted) return unstarted;
  let started: Tasks | undefined;
  let watch: Watch | undefined;
  /** From before the commit, or the look, on: no end falls in between. */
  const watchFrom = (key: TaskKey): void => {
    watch?.stop();
    watch = call.services.taskEnds.watch(key);
  };
  try {
    const { task: key } = await oncePerToken(call, operation, input, async (work) => {
      started = await insertNewTask(work, call, operation, input, about);
      watchFrom(started);
      return { task: { catalog: started.catalog, id: started.id } };
    });
    if (started?.id !== key.id) {
      watchFrom(key);
      started = await findTask(call.reads, key);
    }
    if (!started) throw new Error(`Task ${key.id} has a client token, but is not there`);
    const wait = waitingOperations.includes(operation) ? call.taskWait : 0;
    if (!watch || wait === 0 || started.status !== 'IN_PROGRESS') return started;
    const { stop } = watch;
    call.onGone?.(() => stop());
    return (await watch.end(wait)) ?? (await call.services.taskEnds.latest(key)) ?? started;
  } finally {
    watch?.stop();
  }
};

/**
 * With the quirk `token-spans-operations`: what is answered for a token that CreateOpportunity took, a task that begins
 * and is kept nowhere. Reported by one program, sandbox of May 2026: "silently starts nothing".
 */
const taskThatIsNone = async (
  { account, now, reads, services }: Call,
  operation: OperationName,
  { Catalog: catalog, ClientToken: token = '' }: TaskRequest,
): Promise<Tasks | undefined> => {
  if (!services.controls.quirks.has('token-spans-operations')) return undefined;
  const key = { account_id: account, catalog, operation: 'CreateOpportunity', token };
  if (!(await findToken(reads, key))) return undefined;
  return newTask({
    catalog,
    id: services.ids.task(),
    account_id: account,
    operation,
    start_time: now,
    tags: '[]',
  });
};

const insertNewTask = async (
  work: Work,
  call: Call,
  operation: OperationName,
  input: TaskRequest,
  about: (work: Work, id: string) => Promise<Partial<Tasks>>,
): Promise<Tasks> => {
  const { ids, jobs } = work.services;
  const isProspecting = operation === 'StartProspectingFromEngagementTask';
  const key: TaskKey = { catalog: input.Catalog, id: isProspecting ? ids.prospectingTask() : ids.task() };
  const given = await about(work, key.id);
  // After what the caller may see, so that nothing is told of the rest.
  const faults = tagFaults(input.Tags ?? []);
  if (faults.length > 0) throw businessValidationFailed(faults);
  const tags = JSON.stringify(input.Tags ?? []);
  const task = newTask({
    ...key,
    account_id: call.account,
    operation,
    start_time: work.now,
    tags,
    ...given,
  });
  await insertTask(work.tx, task);
  await jobs.enqueue(work.tx, 'run-task', key);
  return task;
};
