import type { Static } from 'typebox';
import type { InjectionEffect, InjectionMatch } from '../controls/injection.ts';
import { isOperationName } from '../model/contract.ts';
import { type Fault, requestValidationFailed } from '../model/errors.ts';
import { normalAccount } from '../rules/accounts.ts';
import type { effects, NewInjection } from './injection-schema.ts';
import { stepNames, waitingOperations } from './task-kinds.ts';

type Given = Static<typeof NewInjection>;

const kinds = [
  'fail',
  'exception',
  'delay',
  'throttle',
  'drop',
  'taskWait',
] as const satisfies (keyof typeof effects)[];
/** Members that only some kinds have. */
const extras: { readonly [member in 'step' | 'message' | 'reason' | 'errorList']: readonly string[] } = {
  step: ['fail'],
  message: ['fail', 'exception'],
  reason: ['exception'],
  errorList: ['exception'],
};

/** A valid injection. `remaining` is null for always. */
export interface ReadInjection {
  match: InjectionMatch;
  effect: InjectionEffect;
  remaining: number | null;
}

/** Validates an injection. Throws ValidationException with all faults. */
export const readInjection = (given: Given): ReadInjection => {
  const named = kinds.filter((kind) => given[kind] !== undefined);
  const [kind] = named;
  const account = given.account === undefined ? undefined : normalAccount(given.account);
  const step = given.step === undefined ? undefined : normalStep(given.step);
  const faults = [
    ...(named.length === 1 ? [] : [wrong(undefined, `Exactly one of ${kinds.join(', ')} has to be given`)]),
    ...(given.account !== undefined && account === undefined
      ? [wrong('account', 'account has to be 12 digits, or aws')]
      : []),
    ...operationFaults(given, step),
    ...(kind ? extraFaults(given, kind) : []),
  ];
  if (faults.length > 0 || !kind) throw requestValidationFailed(faults);
  const { operation, catalog, times = kind === 'throttle' ? null : 1 } = given;
  const match = onlyGiven({ account, operation, catalog, step }) as InjectionMatch;
  return { match, effect: effectOf(given, kind), remaining: times || null };
};

/** Accepts a step's name also in the spelling of the command line: `create-the-opportunity`. */
const normalStep = (text: string): string => {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[-_\s]+/g, ' ')
      .trim();
  return [...stepNames.values()].flat().find((name) => plain(name) === plain(text)) ?? text;
};

const operationFaults = ({ operation, fail, taskWait }: Given, step: string | undefined): Fault[] => {
  const tasks = [...stepNames.keys()];
  const steps = operation === undefined ? [...stepNames.values()].flat() : (stepNames.get(operation) ?? []);
  if (operation !== undefined && !isOperationName(operation)) {
    return [wrong('operation', 'operation has to be one of this API, such as CreateOpportunity')];
  }
  if (fail !== undefined && operation !== undefined && !tasks.includes(operation)) {
    return [wrong('operation', `operation has to start a task that can fail: ${tasks.join(', ')}`)];
  }
  if (taskWait !== undefined && operation !== undefined && !waitingOperations.includes(operation)) {
    return [wrong('operation', `operation has to be one that waits: ${waitingOperations.join(', ')}`)];
  }
  return step === undefined || steps.includes(step)
    ? []
    : [wrong('step', `step has to be one of ${steps.join(', ')}`)];
};

const extraFaults = (given: Given, kind: string): Fault[] => {
  const names = Object.keys(extras) as (keyof typeof extras)[];
  const needless = names.filter((name) => given[name] !== undefined && !extras[name].includes(kind));
  const list =
    given.errorList !== undefined && kind === 'exception' && given.exception !== 'ValidationException'
      ? [wrong('errorList', `${given.exception} has no ErrorList; ValidationException does`)]
      : [];
  const reason =
    given.reason !== undefined && kind === 'exception' && !hasReason(given.exception)
      ? [
          wrong(
            'reason',
            `${given.exception} has no Reason; ValidationException and AccessDeniedException do`,
          ),
        ]
      : [];
  return [...needless.map((name) => wrong(name, `${name} says nothing for ${kind}`)), ...list, ...reason];
};

const hasReason = (name: string | undefined): boolean =>
  name === 'ValidationException' || name === 'AccessDeniedException';

const effectOf = (given: Given, kind: (typeof kinds)[number]): InjectionEffect => {
  const { message, reason, errorList } = given;
  const effect = {
    fail: { kind, reasonCode: given.fail, message },
    exception: { kind, name: given.exception, message, reason, errorList },
    delay: { kind, milliseconds: given.delay },
    throttle: { kind, perSecond: given.throttle },
    drop: { kind, when: given.drop },
    taskWait: { kind, milliseconds: given.taskWait },
  }[kind];
  return onlyGiven(effect) as unknown as InjectionEffect;
};

const onlyGiven = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const wrong = (FieldName: string | undefined, says: string): Fault => ({
  ...(FieldName !== undefined && { FieldName }),
  Message: `${says}.`,
  Code: 'INVALID_VALUE',
});
