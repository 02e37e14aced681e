import type { Context } from './support.ts';

/** A statement of a random policy, in the one form that the oracle reads: lists everywhere. */
export interface PlainStatement {
  Effect: 'Allow' | 'Deny';
  Action?: string[];
  NotAction?: string[];
  Resource?: string[];
  NotResource?: string[];
  Condition?: Record<string, Record<string, string[]>>;
}

/** Whether a text matches a pattern, by trying every way. */
export const naiveMatch = (pattern: string, text: string): boolean => {
  if (pattern === '') return text === '';
  const [first] = pattern;
  const rest = pattern.slice(1);
  if (first === '*') return naiveMatch(rest, text) || (text !== '' && naiveMatch(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && naiveMatch(rest, text.slice(1));
};

/** Decides as the documentation says it, word by word, without any preparation. */
export const naiveDecision = (
  statements: readonly PlainStatement[],
  { action, resource, context }: { action: string; resource: string; context: Context },
): 'Allow' | 'ExplicitDeny' | 'ImplicitDeny' => {
  const inEffect = statements.filter(
    ({ Action, NotAction, Resource, NotResource, Condition = {} }) =>
      (Action === undefined || Action.some((one) => naiveMatch(one.toLowerCase(), action.toLowerCase()))) &&
      (NotAction === undefined ||
        !NotAction.some((one) => naiveMatch(one.toLowerCase(), action.toLowerCase()))) &&
      (Resource === undefined || Resource.some((one) => naiveMatch(one, resource))) &&
      (NotResource === undefined || !NotResource.some((one) => naiveMatch(one, resource))) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => naiveCondition(operator, wanted, context[key])),
      ),
  );
  if (inEffect.some(({ Effect }) => Effect === 'Deny')) return 'ExplicitDeny';
  return inEffect.length > 0 ? 'Allow' : 'ImplicitDeny';
};

const naiveCondition = (operator: string, wanted: string[], given: Context[string] | undefined): boolean => {
  const [name = '', quantifier] = operator.split(':').reverse();
  const values = given === undefined ? [] : typeof given === 'string' ? [given] : [...given];
  const isThere = values.length > 0;
  if (name === 'Null') return wanted.includes(isThere ? 'false' : 'true');
  if (!isThere && name.endsWith('IfExists')) return true;
  const plain = name.replace('IfExists', '');
  const isNegated = plain.includes('Not');
  const one = (value: string): boolean => {
    const matches = wanted.some((pattern) =>
      plain.endsWith('Like') ? naiveMatch(pattern, value) : pattern === value,
    );
    return matches !== isNegated;
  };
  const isEmpty = values.every((value) => value === '');
  if (quantifier === 'ForAllValues') return isEmpty || values.every(one);
  if (quantifier === 'ForAnyValue') return isEmpty ? name.endsWith('IfExists') : values.some(one);
  if (!isThere) return isNegated;
  return values.length === 1 && one(values[0] as string);
};
