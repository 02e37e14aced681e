import type { Services } from '../../changes/work.ts';
import type { Pump } from '../../events/delivery/pump.ts';
import { type MethodsOf, methodsOf } from '../../kit/action/methods.ts';
import type { Operator } from '../../operator/action.ts';
import { type ActionTypes, actionNames } from '../../operator/actions.ts';
import { idle } from './idle.ts';
import { type EventsHandle, watchEvents } from './watch-events.ts';

export type { EventsHandle } from './watch-events.ts';

/** The whole state at one moment, to go back to. It holds for this version of cosell. */
export type Snapshot = ActionState & { readonly snapshot: true };
type ActionMethods = MethodsOf<ActionTypes>;
type ActionState = Awaited<ReturnType<ActionMethods['state']['export']>>;

/** What whoever has a server in this process can do with it: the operator's actions, and what tests need beside them. */
export type Handle = ActionMethods & {
  /** The events, as the accounts get them. */
  readonly events: EventsHandle;
  /**
   * Resolves once no job is due or runs, and no event is on its way that is due by now.
   * Throws an Error that says what is still going on after `timeout` milliseconds, 10 seconds if nothing is said.
   */
  idle(options?: { timeout?: number }): Promise<void>;
  /** Takes a copy of the whole state, of the clock and of faults that wait to happen. */
  snapshot(): Promise<Snapshot>;
  /** Goes back to a copy, as often as wanted. What runs meanwhile leaves no trace. */
  restore(snapshot: Snapshot): Promise<void>;
};

/** Makes the handle. Loads nothing of the actions until one is called. */
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
    events: watchEvents(services),
    idle: (options = {}) => idle(services.jobs, pump, options.timeout),
    snapshot: async () => ({ ...(await methods.state.export()), snapshot: true }),
    restore: async ({ snapshot: _, ...state }) => {
      await methods.state.import(state);
    },
  };
};
