import { ReasonCode, ValidationExceptionErrorCode } from '@aws-sdk/client-partnercentral-selling';
import Type, { type Static } from 'typebox';
import type { Injection, InjectionEffect } from '../controls/injection.ts';
import { exceptionNames, type Fault } from '../model/errors.ts';
import { LONGEST_TASK_WAIT_MS } from '../model/task-wait.ts';
import { Catalog, oneOf } from './schemas.ts';
import { waitingOperations } from './task-kinds.ts';

/** An injection as the operator gives and sees it. */

/** What goes wrong: one of these. */
export const effects = {
  fail: oneOf(
    Object.values(ReasonCode),
    'The ReasonCode that a task fails with, at its next step or the one named.',
  ),
  exception: oneOf(exceptionNames, 'The exception that an operation answers.'),
  delay: Type.Integer({
    minimum: 1,
    maximum: 600_000,
    description: 'Milliseconds before an operation is done.',
  }),
  throttle: Type.Integer({
    minimum: 0,
    maximum: 1_000,
    description: 'The most requests in any second; to more, ThrottlingException is answered.',
  }),
  drop: oneOf(
    ['before', 'after'] as const,
    'The connection ends without an answer, before the operation is done or after it.',
  ),
  taskWait: Type.Integer({
    minimum: 0,
    maximum: LONGEST_TASK_WAIT_MS,
    description: `Milliseconds that ${waitingOperations.join(', ')} wait for the end of the task; 0 answers IN_PROGRESS at once.`,
  }),
};

const FaultSchema = Type.Object({
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
      description: 'Of fail: the step, e.g. create the opportunity. Default whichever is next.',
    }),
  ),
  fail: Type.Optional(effects.fail),
  exception: Type.Optional(effects.exception),
  delay: Type.Optional(effects.delay),
  throttle: Type.Optional(effects.throttle),
  drop: Type.Optional(effects.drop),
  taskWait: Type.Optional(effects.taskWait),
  message: Type.Optional(
    Type.String({ minLength: 1, maxLength: 2_000, description: 'Of fail and exception: what it says.' }),
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
    description: 'How often it still happens; null for always.',
  }),
  createdAt: Type.String(),
});

/** An injection as the operator sees it. */
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
