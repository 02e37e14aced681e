import Type, { type Static } from 'typebox';
import type { Decision } from '../kit/policy/evaluate.ts';
import { oneOf } from './schemas.ts';

const TestedElement = Type.Object({
  name: Type.String({ description: 'Principal, Action, Resource, Condition, or the negation of one.' }),
  operator: Type.Optional(Type.String({ description: 'Of a Condition, with its key.' })),
  key: Type.Optional(Type.String()),
  matches: Type.Boolean(),
  expected: Type.Array(Type.String(), { description: "The policy's values, with those of variables." }),
  actual: Type.Array(Type.String(), { description: "The test's values; none if it has none." }),
});

const TestedStatement = Type.Object({
  set: oneOf(
    ['identity', 'session', 'trust'] as const,
    "The identity's, the session's, or the role's trust policy.",
  ),
  policy: Type.String({
    description: 'The name of an inline policy, the ARN of a managed one, or policies[0].',
  }),
  statement: Type.Integer({ description: 'Its position in the document, from 1.' }),
  sid: Type.Optional(Type.String()),
  effect: oneOf(['Allow', 'Deny'] as const, 'What it does if it is in effect.'),
  isInEffect: Type.Boolean({ description: 'Whether all of its elements match.' }),
  elements: Type.Array(TestedElement),
});

export const TestedPolicies = Type.Object({
  decision: oneOf(['Allow', 'ExplicitDeny', 'ImplicitDeny'] as const, 'ImplicitDeny: nothing allows it.'),
  reason: Type.String({ description: 'In one sentence.' }),
  action: Type.String(),
  resource: Type.String(),
  principal: Type.Optional(Type.String()),
  statements: Type.Array(TestedStatement),
  missingContext: Type.Array(Type.String(), {
    description: 'Condition keys that the policies read, and for which the test has no value.',
  }),
});

/** Says in one sentence why policies decide as they do. */
export const reasonOf = ({ effect, set, statement }: Decision): string => {
  if (statement) {
    const { policy, sid, index } = statement;
    const which = sid ? `Statement ${index + 1} (${sid})` : `Statement ${index + 1}`;
    const where = set === 'trust' ? "the role's trust policy" : policy;
    return `${which} of ${where} ${effect === 'Allow' ? 'allows' : 'denies'} it.`;
  }
  if (set === 'trust') return "The role's trust policy does not allow it.";
  return set === 'session'
    ? "The identity's policies allow it, but no session policy does."
    : 'No policy of the identity allows it.';
};

type TestedPolicies = Static<typeof TestedPolicies>;
type TestedStatement = TestedPolicies['statements'][number];

const YES = '✔';
const NO = '✘';

const titles = {
  identity: 'Policies of the identity',
  session: 'Session policies',
  trust: 'Trust policy of the role',
};

/** Writes a tested decision for people: each statement, and which of its elements do not match. */
export const showTest = (answer: unknown): string => {
  const { decision, reason, action, resource, principal, statements, missingContext } =
    answer as TestedPolicies;
  const who = principal === undefined ? '' : `\n  for ${principal}`;
  const head = `${decision === 'Allow' ? `${YES} Allowed` : `${NO} Denied`}: ${action} on ${resource}${who}\n  ${reason}`;
  const sets = (['identity', 'session', 'trust'] as const).flatMap((set) => {
    const own = statements.filter((statement) => statement.set === set);
    return own.length === 0 ? [] : ['', titles[set], ...own.flatMap(showStatement)];
  });
  const missing =
    missingContext.length === 0
      ? []
      : ['', `The policies read keys that have no value in this test: ${missingContext.join(', ')}.`];
  return [head, ...sets, ...missing].join('\n');
};

const showStatement = (
  { policy, statement, sid, effect, isInEffect, elements }: TestedStatement,
  at: number,
  all: readonly TestedStatement[],
): string[] => [
  ...(all[at - 1]?.policy === policy ? [] : [`  ${policy}`]),
  `    ${isInEffect ? YES : NO} ${statement}${sid ? ` ${sid}` : ''}: ${effect}, ${isInEffect ? 'in effect' : 'not in effect'}`,
  ...elements.filter(({ matches }) => !matches).map((element) => `        ${showMismatch(element)}`),
];

const showMismatch = ({
  name,
  operator,
  key,
  expected,
  actual,
}: TestedStatement['elements'][number]): string => {
  const values = shortened(expected);
  if (name === 'Condition') return `${operator} ${key}: ${actual.join(', ') || 'no value'}, wanted ${values}`;
  return name.startsWith('Not') ? `${name} excludes it: ${values}` : `${name} is not among ${values}`;
};

const MAX_SHOWN = 4;

const shortened = (values: readonly string[]): string =>
  values.length <= MAX_SHOWN
    ? values.join(', ')
    : `${values.slice(0, MAX_SHOWN).join(', ')} and ${values.length - MAX_SHOWN} more`;
