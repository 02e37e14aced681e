import { nowMs } from '../kit/flow/real-time.ts';
import { sleep } from '../kit/flow/sleep.ts';
import type { OperationName } from '../model/contract.ts';
import type { Fault } from '../model/errors.ts';
import { injectedException, ThrottlingException } from '../model/errors.ts';
import { afterCommit, type Store } from '../store/index.ts';
import { lockInjection, spendInjection, writeInjectionEffect } from '../store/repositories/controls.ts';
import type { Queries } from '../store/tables.ts';
import { type Injection, type InjectionEffect, isAbout, type Occasion } from './injection.ts';
import { admit } from './throttle.ts';

/** When to close a request's connection without a response: before or after the operation runs. */
export type Drop = 'before' | 'after';

/** What injections do to a request that they do not refuse. */
export interface Injected {
  drop?: Drop;
  /** How long it waits for the end of its task, in milliseconds, instead of the controls' `taskWait`. */
  taskWait?: number;
}

/** This server's cache of the injections. Without injections, nothing here costs a query. */
export interface KnownInjections {
  /** Replaces the cached injections, oldest first. */
  replace(injections: readonly Injection[]): void;
  /**
   * Applies all injections that match a request, oldest first, until one ends it. Returns undefined if none matches. Throws
   * the injected exception. Costs one transaction for each injection that is counted.
   */
  inject(occasion: Occasion): Promise<Injected> | undefined;
  /** Whether any injection fails steps of tasks. */
  readonly concernSteps: boolean;
  /** Takes and counts the injection that fails a step, in the transaction that fails it. */
  takeForStep(tx: Queries, occasion: Occasion): Promise<Effect<'fail'> | undefined>;
  /** Ends current and future delays, because the server is closing. */
  endDelays(): void;
}

export type Effect<Kind extends InjectionEffect['kind']> = Extract<InjectionEffect, { kind: Kind }>;

/** @param waits whether an operation waits for the end of the task that it starts. `taskWait` applies only to these. */
export const createInjections = (
  store: Store,
  waits: (operation: OperationName) => boolean,
): KnownInjections => {
  let ofSteps: readonly Injection[] = [];
  let ofRequests: readonly Injection[] = [];
  const closing = new AbortController();

  /** Drops a spent or removed injection from the cache. Other servers find out in the same way. */
  const forget = ({ id }: Injection): void => {
    ofSteps = ofSteps.filter((injection) => injection.id !== id);
    ofRequests = ofRequests.filter((injection) => injection.id !== id);
  };
  /** Counts an injection in `tx`. Returns false if it was spent or removed. */
  const spendIn = async (tx: Queries, injection: Injection): Promise<boolean> => {
    if (injection.remaining === null) return true;
    const left = await spendInjection(tx, injection.id);
    if (!left) afterCommit(tx, () => forget(injection));
    return left !== undefined;
  };
  const spend = (injection: Injection): Promise<boolean> | boolean =>
    injection.remaining === null || store.transaction((tx) => spendIn(tx, injection));

  /** Whether a request is within the rate limit, which all servers share. A refused request counts as one of the injection's times. */
  const passes = (injection: Injection, perSecond: number): Promise<boolean> =>
    store.transaction(async (tx) => {
      const row = await lockInjection(tx, injection.id);
      if (!row) {
        afterCommit(tx, () => forget(injection));
        return true;
      }
      const effect = JSON.parse(row.effect);
      const admitted = admit(effect.admitted ?? [], perSecond, nowMs());
      if (!admitted) return !(await spendIn(tx, injection));
      await writeInjectionEffect(tx, injection.id, JSON.stringify({ ...effect, admitted }));
      return true;
    });

  const happen = async (injections: readonly Injection[]): Promise<Injected> => {
    const injected: Injected = {};
    for (const injection of injections) {
      const { effect } = injection;
      if (effect.kind === 'throttle') {
        if (!(await passes(injection, effect.perSecond))) throw throttled(effect.perSecond);
        continue;
      }
      if (!(await spend(injection))) continue;
      if (effect.kind === 'drop') return { ...injected, drop: effect.when };
      if (effect.kind === 'exception') throw exceptionOf(effect);
      if (effect.kind === 'taskWait') injected.taskWait = effect.milliseconds;
      if (effect.kind === 'delay') {
        await sleep(effect.milliseconds, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
    return injected;
  };

  return {
    replace: (injections) => {
      ofSteps = injections.filter(({ effect }) => effect.kind === 'fail');
      ofRequests = injections.filter(({ effect }) => effect.kind !== 'fail');
    },
    inject: (occasion) => {
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

/** AWS API reference: a ValidationException always has a Reason. */
const defaultReason = (name: string): string | undefined =>
  name === 'ValidationException' ? 'REQUEST_VALIDATION_FAILED' : undefined;
const defaultErrorList = (name: string): Fault[] | undefined =>
  name === 'ValidationException' ? [] : undefined;

const throttled = (perSecond: number) =>
  ThrottlingException(
    `more than ${perSecond} requests in a second, the limit that the operator of this server set`,
  );
