import type { Catalog, OperationName } from '../model/contract.ts';
import type { Tag } from '../model/documents.ts';
import { businessValidationFailed } from '../model/errors.ts';
import { tagFaults } from '../rules/tags.ts';
import { findTask, insertTask, newTask, type TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables.ts';
import type { Work } from '../workflows/work.ts';
import { oncePerToken } from './idempotency.ts';
import type { Call } from './operation.ts';

interface TaskRequest {
  Catalog: Catalog;
  ClientToken?: string;
  Tags?: Tag[];
}

/**
 * Starts a task once per client token, and answers its latest state: repeated, the same request tells how far it is.
 * `about` says what the task is about, or throws what refuses it at once.
 * Costs a read and a transaction; repeated, two reads.
 */
export const startTask = async (
  call: Call,
  operation: OperationName,
  input: TaskRequest,
  about: (work: Work, id: string) => Promise<Partial<Tasks>>,
): Promise<Tasks> => {
  let started: Tasks | undefined;
  const { task: key } = await oncePerToken(call, operation, input, async (work) => {
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
    started = task;
    return { task: key };
  });
  if (started?.id === key.id) return started;
  const task = await findTask(call.reads, key);
  if (!task) throw new Error(`Task ${key.id} has a client token, but is not there`);
  return task;
};
