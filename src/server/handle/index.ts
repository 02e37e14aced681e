import type { Services } from '../../changes/work.ts';
import type { Pump } from '../../events/delivery/pump.ts';
import { type MethodsOf, methodsOf } from '../../kit/action/methods.ts';
import type { Operator } from '../../operator/action.ts';
import { type ActionTypes, actionNames } from '../../operator/actions.ts';
import { idle } from './idle.ts';
import { type EventsHandle, watchEvents } from './watch-events.ts';

export type { EventsHandle } from './watch-events.ts';

/** A copy of the whole state at one moment, to be restored by the same version of cosell. */
export type Snapshot = ActionState & { readonly snapshot: true };
type ActionMethods = MethodsOf<ActionTypes>;
type ActionState = Awaited<ReturnType<ActionMethods['state']['export']>>;

/** The methods of a server in this process: the operator's actions, and what tests need besides. */
export type Handle = ActionMethods & {
  /** The events, as accounts get them. */
  readonly events: EventsHandle;
  /**
   * Resolves once no job is due or running, and no event is due for delivery.
   * After `timeout` milliseconds, by default 10,000, throws an Error that says what is still due or running.
   */
  idle(options?: { timeout?: number }): Promise<void>;
  /** Copies the whole state, including the clock and the injected failures. */
  snapshot(): Promise<Snapshot>;
  /** Restores a copy; can be repeated. Whatever runs meanwhile leaves no trace. */
  restore(snapshot: Snapshot): Promise<void>;
};

/** Creates the handle. Loads no action until one is called. */
export const createHandle = (
  services: Services,
  operatorOf: () => Operator,
  pump: Pick<Pump, 'isIdle'>,
): Handle => {
  const methods = methodsOf<ActionTypes>(actionNames, async (name, input) => {
    const { performByName } = await import('../operator-router.ts');
    return performByName(name, input, operatorOf());
  });
  return {
    ...methods,
    events: { ...methods.events, ...watchEvents(services) },
    idle: (options = {}) => idle(services.jobs, pump, options.timeout),
    snapshot: async () => ({ ...(await methods.state.export()), snapshot: true }),
    restore: async ({ snapshot: _, ...state }) => {
      await methods.state.import(state);
    },
  };
};
