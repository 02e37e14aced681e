import type { Services } from '../changes/work.ts';
import type { OperationName } from '../model/contract.ts';
import { lockTask, type TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import { failTaskAt } from './end-task.ts';
import type { TaskKinds } from './index.ts';
import type { Step } from './task-kind.ts';

/**
 * Fails a task if the operator has set an injection for its next step, and counts the injection in the same transaction.
 * Returns whether the task failed. Costs nothing unless an injection for steps is set.
 */
export const failByInjection = async (
  services: Services,
  kinds: TaskKinds,
  key: TaskKey,
): Promise<boolean> => {
  const { store, controls } = services;
  const { injections } = controls;
  if (!injections.concernSteps) return false;
  return store.transaction(async (tx) => {
    const task = await lockTask(tx, key);
    const step = task && kinds.get(task.operation)?.steps[task.step];
    if (!step || task.status !== 'IN_PROGRESS') return false;
    const effect = await injections.takeForStep(tx, {
      account: task.account_id,
      operation: task.operation as OperationName,
      catalog: task.catalog,
      step: step.name,
    });
    if (!effect) return false;
    const { reasonCode, message = messageOf(step, task) } = effect;
    return failTaskAt(tx, services, task, { reasonCode, message });
  });
};

const messageOf = ({ name }: Step, { operation }: Tasks): string =>
  `The operator of this server asked that ${operation} fails at the step "${name}". Start it again with another client token.`;
