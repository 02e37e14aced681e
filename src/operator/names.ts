import type { Static } from 'typebox';
import type { listAccounts } from './accounts/list-accounts.ts';
import type { putAccount } from './accounts/put-account.ts';
import type { updateAwsSide } from './aws-side/update-aws-side.ts';
import type { advanceClock } from './clock/advance-clock.ts';
import type { freezeClock } from './clock/freeze-clock.ts';
import type { getClock } from './clock/get-clock.ts';
import type { resumeClock } from './clock/resume-clock.ts';
import type { setClock } from './clock/set-clock.ts';
import type { listDeadLetters } from './dead-letters/list-dead-letters.ts';
import type { redriveDeadLetters } from './dead-letters/redrive-dead-letters.ts';
import type { addFault } from './faults/add-fault.ts';
import type { clearFaults } from './faults/clear-faults.ts';
import type { listFaults } from './faults/list-faults.ts';
import type { removeFault } from './faults/remove-fault.ts';
import type { clearQuirks } from './quirks/clear-quirks.ts';
import type { listQuirks } from './quirks/list-quirks.ts';
import type { setQuirk } from './quirks/set-quirk.ts';
import type { refer } from './referrals/refer.ts';
import type { reset } from './reset/reset.ts';
import type { getReviewPolicy } from './reviews/get-review-policy.ts';
import type { review } from './reviews/review.ts';
import type { setReviewPolicy } from './reviews/set-review-policy.ts';
import type { exportState } from './state/export-state.ts';
import type { importState } from './state/import-state.ts';
import type { listTargets } from './targets/list-targets.ts';
import type { getTaskWait } from './tasks/get-task-wait.ts';
import type { listTasks } from './tasks/list-tasks.ts';
import type { setTaskWait } from './tasks/set-task-wait.ts';

/**
 * The actions that there are, for whoever calls them in this process: their types, and their names. Nothing of the
 * actions themselves is loaded with them.
 */
type Known =
  | typeof addFault
  | typeof advanceClock
  | typeof clearFaults
  | typeof clearQuirks
  | typeof exportState
  | typeof freezeClock
  | typeof getClock
  | typeof getReviewPolicy
  | typeof getTaskWait
  | typeof importState
  | typeof listAccounts
  | typeof listDeadLetters
  | typeof listFaults
  | typeof listQuirks
  | typeof listTargets
  | typeof listTasks
  | typeof putAccount
  | typeof redriveDeadLetters
  | typeof refer
  | typeof removeFault
  | typeof reset
  | typeof resumeClock
  | typeof review
  | typeof setClock
  | typeof setQuirk
  | typeof setReviewPolicy
  | typeof setTaskWait
  | typeof updateAwsSide;

export type ActionName = Known['name'];

type Named<Name extends ActionName> = Extract<Known, { name: Name }>;

/** What an action takes. */
export type ActionInput<Name extends ActionName> = Static<Named<Name>['takes']>;

/** What an action answers. */
export type ActionAnswer<Name extends ActionName> = Static<Named<Name>['answers']>;

/** Calls an action. The input may be left out where nothing of it is required. */
export type ActionMethod<Name extends ActionName> =
  Record<never, never> extends ActionInput<Name>
    ? (input?: ActionInput<Name>) => Promise<ActionAnswer<Name>>
    : (input: ActionInput<Name>) => Promise<ActionAnswer<Name>>;

/** `a.b` as `{ a: { b } }`. */
type Nested<Path extends string, Method> = Path extends `${infer Head}.${infer Rest}`
  ? { readonly [K in Head]: Nested<Rest, Method> }
  : { readonly [K in Path]: Method };

type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** All actions as methods: `accounts.put` is `handle.accounts.put(…)`. */
export type ActionMethods = Together<{ [Name in ActionName]: Nested<Name, ActionMethod<Name>> }[ActionName]>;

/** Every name once: the compiler asks for what is missing. */
const names: { readonly [Name in ActionName]: true } = {
  'accounts.list': true,
  'accounts.put': true,
  'awsSide.update': true,
  'clock.advance': true,
  'clock.freeze': true,
  'clock.get': true,
  'clock.resume': true,
  'clock.set': true,
  'deadLetters.list': true,
  'deadLetters.redrive': true,
  'faults.add': true,
  'faults.clear': true,
  'faults.list': true,
  'faults.remove': true,
  'quirks.clear': true,
  'quirks.list': true,
  'quirks.set': true,
  refer: true,
  reset: true,
  review: true,
  'reviews.policy': true,
  'reviews.setPolicy': true,
  'state.export': true,
  'state.import': true,
  'targets.list': true,
  'tasks.list': true,
  'tasks.setWait': true,
  'tasks.wait': true,
};

export const actionNames = Object.keys(names) as ActionName[];

/** Makes the methods, each of which calls `perform` with the name of its action. */
export const actionMethods = (
  perform: (name: ActionName, input: unknown) => Promise<unknown>,
): ActionMethods => {
  const methods: Record<string, unknown> = {};
  // The shorter names first: a method may have methods of its own.
  for (const name of actionNames.toSorted((one, other) => one.length - other.length)) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let at = methods;
    for (const part of path) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] = (input: unknown = {}) => perform(name, input);
  }
  return methods as ActionMethods;
};
