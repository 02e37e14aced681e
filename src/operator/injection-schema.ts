import { ReasonCode, ValidationExceptionErrorCode } from '@aws-sdk/client-partnercentral-selling';
import Type, { type Static } from 'typebox';
import type { Injection, InjectionEffect } from '../controls/injection.ts';
import { exceptionNames, type Fault } from '../model/errors.ts';
import { LONGEST_TASK_WAIT_MS } from '../model/task-wait.ts';
import { Catalog, oneOf } from './schemas.ts';
import { waitingOperations } from './task-kinds.ts';

/** The operator's view of an injection. */

/** What happens: exactly one of these. */
export const effects = {
  fail: oneOf(
    Object.values(ReasonCode),
    'The ReasonCode with which a task fails, at its next step or at `step`.',
  ),
  exception: oneOf(exceptionNames, 'The exception that an operation throws.'),
  delay: Type.Integer({
    minimum: 1,
    maximum: 600_000,
    description: 'Delay before an operation runs, in milliseconds.',
  }),
  throttle: Type.Integer({
    minimum: 0,
    maximum: 1_000,
    description: 'Rate limit in requests per second. Requests beyond it get ThrottlingException.',
  }),
  drop: oneOf(
    ['before', 'after'] as const,
    'The connection is closed without a response, before or after the operation runs.',
  ),
  taskWait: Type.Integer({
    minimum: 0,
    maximum: LONGEST_TASK_WAIT_MS,
    description: `How long ${waitingOperations.join(', ')} wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.`,
  }),
};

export const FaultSchema = Type.Object({
  FieldName: Type.Optional(Type.String()),
  Message: Type.String(),
  Code: oneOf(Object.values(ValidationExceptionErrorCode), 'What is wrong with the field.'),
});

const common = {
  account: Type.Optional(Type.String({ description: 'Whose requests or tasks. Default all.' })),
  operation: Type.Optional(Type.String({ description: 'E.g. CreateOpportunity. Default all.' })),
  catalog: Type.Optional(Catalog),
  step: Type.Optional(
    Type.String({
      description: 'Of fail: the step, e.g. create the opportunity. Default the next one.',
    }),
  ),
  fail: Type.Optional(effects.fail),
  exception: Type.Optional(effects.exception),
  delay: Type.Optional(effects.delay),
  throttle: Type.Optional(effects.throttle),
  drop: Type.Optional(effects.drop),
  taskWait: Type.Optional(effects.taskWait),
  message: Type.Optional(
    Type.String({ minLength: 1, maxLength: 2_000, description: 'Of fail and exception: its Message.' }),
  ),
  reason: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Of exception: its Reason.' }),
  ),
  errorList: Type.Optional(
    Type.Array(FaultSchema, { maxItems: 1_000, description: 'Of ValidationException: its ErrorList.' }),
  ),
};

export const NewInjection = Type.Object({
  ...common,
  times: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], {
      description: 'How often it happens; 0 or null for always. Default 1, and always for throttle.',
    }),
  ),
});

export const ShownInjection = Type.Object({
  id: Type.String(),
  ...common,
  remaining: Type.Union([Type.Integer(), Type.Null()], {
    description: 'How many more times it happens; null for always.',
  }),
  createdAt: Type.String(),
});

/** Returns the operator's view of an injection. */
export const shownInjection = ({
  id,
  match,
  effect,
  remaining,
  created_at,
}: Injection): Static<typeof ShownInjection> =>
  ({ id, ...match, ...shownEffect(effect), remaining, createdAt: created_at }) as Static<
    typeof ShownInjection
  >;

const shownEffect = (effect: InjectionEffect): Partial<Static<typeof NewInjection>> => {
  switch (effect.kind) {
    case 'fail':
      return { fail: effect.reasonCode, ...given({ message: effect.message }) };
    case 'exception': {
      const { name, message, reason, errorList } = effect;
      return { exception: name, ...given({ message, reason, errorList }) };
    }
    case 'delay':
      return { delay: effect.milliseconds };
    case 'throttle':
      return { throttle: effect.perSecond };
    case 'drop':
      return { drop: effect.when };
    case 'taskWait':
      return { taskWait: effect.milliseconds };
  }
};

type Remarks = {
  message?: string | undefined;
  reason?: string | undefined;
  errorList?: Fault[] | undefined;
};

const given = (remarks: Remarks): Partial<Static<typeof NewInjection>> =>
  Object.fromEntries(Object.entries(remarks).filter(([, value]) => value !== undefined));
