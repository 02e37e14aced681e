import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationName } from '../model/contract.ts';
import type { Fault as FieldFault } from '../model/errors.ts';
import { injectedException } from '../model/errors.ts';
import { afterCommit, type Store } from '../store/index.ts';
import { lockFault, spendFault, writeFaultEffect } from '../store/repositories/controls.ts';
import type { Queries } from '../store/tables.ts';
import { type FaultEffect, type InjectedFault, isAbout, type Occasion } from './fault.ts';
import { admit } from './throttle.ts';

/** Where the connection of a request is to end without an answer: before the operation is done, or after it. */
export type Drop = 'before' | 'after';

/** What happens to a request that is not refused. */
export interface Met {
  drop?: Drop;
  /** Milliseconds that it waits for the end of its task, instead of what is set for all. */
  taskWait?: number;
}

/** The faults that are set, as this server knows them. Without any, nothing here costs a query. */
export interface Faults {
  /** Knows these from now on, the oldest first. */
  replace(faults: readonly InjectedFault[]): void;
  /**
   * Lets happen to a request what is set for it: all faults that it fits, in the order in which they were asked for,
   * until one ends the request. Undefined where there is none for it. Throws the exception that is asked for. Costs one
   * transaction for each fault that is counted.
   */
  meet(occasion: Occasion): Promise<Met> | undefined;
  /** Whether a step of a task may be failed: else there is nothing to look for. */
  readonly concernSteps: boolean;
  /** Takes, in the transaction that fails the step, the fault that it is to fail by. */
  takeForStep(tx: Queries, occasion: Occasion): Promise<Effect<'fail'> | undefined>;
  /** Ends the delays in progress, and has no more of them: the server closes. */
  endDelays(): void;
}

export type Effect<Kind extends FaultEffect['kind']> = Extract<FaultEffect, { kind: Kind }>;

/** `waits`: whether an operation waits for the end of the task that it starts. Only such requests can be told to wait. */
export const createFaults = (store: Store, waits: (operation: OperationName) => boolean): Faults => {
  let ofSteps: readonly InjectedFault[] = [];
  let ofRequests: readonly InjectedFault[] = [];
  const closing = new AbortController();

  /** A fault that is spent, or was removed, needs no look any more. Another server finds out as this one did. */
  const forget = ({ id }: InjectedFault): void => {
    ofSteps = ofSteps.filter((fault) => fault.id !== id);
    ofRequests = ofRequests.filter((fault) => fault.id !== id);
  };
  /** Whether the fault happens once more, which counts once `tx` is durable. */
  const spendIn = async (tx: Queries, fault: InjectedFault): Promise<boolean> => {
    if (fault.remaining === null) return true;
    const left = await spendFault(tx, fault.id);
    if (!left) afterCommit(tx, () => forget(fault));
    return left !== undefined;
  };
  const spend = (fault: InjectedFault): Promise<boolean> | boolean =>
    fault.remaining === null || store.transaction((tx) => spendIn(tx, fault));

  /** Whether a request passes. Counted together by all servers; one that does not pass takes one of the fault's times. */
  const passes = (fault: InjectedFault, perSecond: number): Promise<boolean> =>
    store.transaction(async (tx) => {
      const row = await lockFault(tx, fault.id);
      if (!row) {
        afterCommit(tx, () => forget(fault));
        return true;
      }
      const effect = JSON.parse(row.effect);
      const admitted = admit(effect.admitted ?? [], perSecond, Date.now());
      if (!admitted) return !(await spendIn(tx, fault));
      await writeFaultEffect(tx, fault.id, JSON.stringify({ ...effect, admitted }));
      return true;
    });

  const happen = async (faults: readonly InjectedFault[]): Promise<Met> => {
    const met: Met = {};
    for (const fault of faults) {
      const { effect } = fault;
      if (effect.kind === 'throttle') {
        if (!(await passes(fault, effect.perSecond))) throw throttled(effect.perSecond);
        continue;
      }
      if (!(await spend(fault))) continue;
      if (effect.kind === 'drop') return { ...met, drop: effect.when };
      if (effect.kind === 'exception') throw exceptionOf(effect);
      if (effect.kind === 'taskWait') met.taskWait = effect.milliseconds;
      if (effect.kind === 'delay') {
        await sleep(effect.milliseconds, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
    return met;
  };

  return {
    replace: (faults) => {
      ofSteps = faults.filter(({ effect }) => effect.kind === 'fail');
      ofRequests = faults.filter(({ effect }) => effect.kind !== 'fail');
    },
    meet: (occasion) => {
      if (ofRequests.length === 0) return undefined;
      const faults = ofRequests.filter(
        (fault) =>
          isAbout(fault, occasion) && (fault.effect.kind !== 'taskWait' || waits(occasion.operation)),
      );
      return faults.length > 0 ? happen(faults) : undefined;
    },
    get concernSteps() {
      return ofSteps.length > 0;
    },
    takeForStep: async (tx, occasion) => {
      for (const fault of ofSteps) {
        if (fault.effect.kind !== 'fail' || !isAbout(fault, occasion)) continue;
        if (await spendIn(tx, fault)) return fault.effect;
      }
      return undefined;
    },
    endDelays: () => closing.abort(),
  };
};

const exceptionOf = ({ name, message, reason, errorList }: Effect<'exception'>) =>
  injectedException(name, {
    message: message ?? `${name}, as the operator of this server asked for it.`,
    reason: reason ?? defaultReason(name),
    errorList: errorList ?? defaultErrorList(name),
  });

/** AWS API reference: a ValidationException always says its Reason. */
const defaultReason = (name: string): string | undefined =>
  name === 'ValidationException' ? 'REQUEST_VALIDATION_FAILED' : undefined;
const defaultErrorList = (name: string): FieldFault[] | undefined =>
  name === 'ValidationException' ? [] : undefined;

const throttled = (perSecond: number) =>
  injectedException('ThrottlingException', {
    message: `More than ${perSecond} requests in a second, the limit that the operator of this server set. Try again later.`,
  });
