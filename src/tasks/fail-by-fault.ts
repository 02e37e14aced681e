import type { Services } from '../changes/work.ts';
import type { OperationName } from '../model/contract.ts';
import { lockTask, type TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables.ts';
import { failTaskAt } from './end-task.ts';
import type { Step } from './workflow.ts';

/**
 * Fails a task by a fault that the operator has set for the step that is next, if there is one; the fault is spent in
 * the same transaction. Answers whether it did. Costs nothing while no fault is about tasks.
 */
export const failByFault = async (
  services: Services,
  key: TaskKey,
  stepsOf: (operation: string) => readonly Step[],
): Promise<boolean> => {
  const { store, controls } = services;
  const { faults } = controls;
  if (!faults.concernSteps) return false;
  return store.transaction(async (tx) => {
    const task = await lockTask(tx, key);
    const step = task && stepsOf(task.operation)[task.step];
    if (!step || task.status !== 'IN_PROGRESS') return false;
    const { account_id: account, catalog } = task;
    const operation = task.operation as OperationName;
    const occasion = { account, operation, catalog, step: step.name };
    const effect = await faults.takeForStep(tx, occasion);
    if (!effect) return false;
    const { reasonCode, message = messageOf(step, task) } = effect;
    return failTaskAt(tx, services, key, task.step, { reasonCode, message });
  });
};

const messageOf = ({ name }: Step, { operation }: Tasks): string =>
  `The operator of this server asked that ${operation} fails at the step "${name}". Start it again with another client token.`;
