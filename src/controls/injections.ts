import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationName } from '../model/contract.ts';
import type { Fault } from '../model/errors.ts';
import { injectedException } from '../model/errors.ts';
import { afterCommit, type Store } from '../store/index.ts';
import { lockInjection, spendInjection, writeInjectionEffect } from '../store/repositories/controls.ts';
import type { Queries } from '../store/tables.ts';
import { type Injection, type InjectionEffect, isAbout, type Occasion } from './injection.ts';
import { admit } from './throttle.ts';

/** Where the connection of a request is to end without an answer: before the operation is done, or after it. */
export type Drop = 'before' | 'after';

/** What happens to a request that is not refused. */
export interface Met {
  drop?: Drop;
  /** Milliseconds that it waits for the end of its task, instead of what is set for all. */
  taskWait?: number;
}

/** The injections that are set, as this server knows them. Without any, nothing here costs a query. */
export interface KnownInjections {
  /** Knows these from now on, the oldest first. */
  replace(injections: readonly Injection[]): void;
  /**
   * Lets happen to a request what is set for it: all injections that it fits, in the order in which they were asked for,
   * until one ends the request. Undefined where there is none for it. Throws the exception that is asked for. Costs one
   * transaction for each injection that is counted.
   */
  meet(occasion: Occasion): Promise<Met> | undefined;
  /** Whether a step of a task may be failed: else there is nothing to look for. */
  readonly concernSteps: boolean;
  /** Takes, in the transaction that fails the step, the injection that it is to fail by. */
  takeForStep(tx: Queries, occasion: Occasion): Promise<Effect<'fail'> | undefined>;
  /** Ends the delays in progress, and has no more of them: the server closes. */
  endDelays(): void;
}

export type Effect<Kind extends InjectionEffect['kind']> = Extract<InjectionEffect, { kind: Kind }>;

/** `waits`: whether an operation waits for the end of the task that it starts. Only such requests can be told to wait. */
export const createInjections = (
  store: Store,
  waits: (operation: OperationName) => boolean,
): KnownInjections => {
  let ofSteps: readonly Injection[] = [];
  let ofRequests: readonly Injection[] = [];
  const closing = new AbortController();

  /** An injection that is spent, or was removed, needs no look any more. Another server finds out as this one did. */
  const forget = ({ id }: Injection): void => {
    ofSteps = ofSteps.filter((injection) => injection.id !== id);
    ofRequests = ofRequests.filter((injection) => injection.id !== id);
  };
  /** Whether the injection happens once more, which counts once `tx` is durable. */
  const spendIn = async (tx: Queries, injection: Injection): Promise<boolean> => {
    if (injection.remaining === null) return true;
    const left = await spendInjection(tx, injection.id);
    if (!left) afterCommit(tx, () => forget(injection));
    return left !== undefined;
  };
  const spend = (injection: Injection): Promise<boolean> | boolean =>
    injection.remaining === null || store.transaction((tx) => spendIn(tx, injection));

  /** Whether a request passes. Counted together by all servers; one that does not pass takes one of the injection's times. */
  const passes = (injection: Injection, perSecond: number): Promise<boolean> =>
    store.transaction(async (tx) => {
      const row = await lockInjection(tx, injection.id);
      if (!row) {
        afterCommit(tx, () => forget(injection));
        return true;
      }
      const effect = JSON.parse(row.effect);
      const admitted = admit(effect.admitted ?? [], perSecond, Date.now());
      if (!admitted) return !(await spendIn(tx, injection));
      await writeInjectionEffect(tx, injection.id, JSON.stringify({ ...effect, admitted }));
      return true;
    });

  const happen = async (injections: readonly Injection[]): Promise<Met> => {
    const met: Met = {};
    for (const injection of injections) {
      const { effect } = injection;
      if (effect.kind === 'throttle') {
        if (!(await passes(injection, effect.perSecond))) throw throttled(effect.perSecond);
        continue;
      }
      if (!(await spend(injection))) continue;
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
    replace: (injections) => {
      ofSteps = injections.filter(({ effect }) => effect.kind === 'fail');
      ofRequests = injections.filter(({ effect }) => effect.kind !== 'fail');
    },
    meet: (occasion) => {
      if (ofRequests.length === 0) return undefined;
      const injections = ofRequests.filter(
        (injection) =>
          isAbout(injection, occasion) && (injection.effect.kind !== 'taskWait' || waits(occasion.operation)),
      );
      return injections.length > 0 ? happen(injections) : undefined;
    },
    get concernSteps() {
      return ofSteps.length > 0;
    },
    takeForStep: async (tx, occasion) => {
      for (const injection of ofSteps) {
        if (injection.effect.kind !== 'fail' || !isAbout(injection, occasion)) continue;
        if (await spendIn(tx, injection)) return injection.effect;
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
const defaultErrorList = (name: string): Fault[] | undefined =>
  name === 'ValidationException' ? [] : undefined;

const throttled = (perSecond: number) =>
  injectedException('ThrottlingException', {
    message: `More than ${perSecond} requests in a second, the limit that the operator of this server set. Try again later.`,
  });
