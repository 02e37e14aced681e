import { type Decision, evaluate } from '../../../src/kit/policy/evaluate.ts';
import type { NamedPolicy } from '../../../src/kit/policy/policy.ts';
import { parsePolicy } from '../../../src/kit/policy/policy.ts';
import type { PolicyKind } from '../../../src/kit/policy/statement.ts';
import type { ValuesOf } from '../../../src/kit/policy/template.ts';

/** Values of context keys, whose names are not case-sensitive. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export const valuesIn = (context: Context): ValuesOf => {
  const values = new Map(
    Object.entries(context).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  return (key) => values.get(key);
};

/** Makes a document of version 2012-10-17. */
export const documentOf = (statement: unknown): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement });

export const policyOf = (statement: unknown, kind: PolicyKind = 'identity'): NamedPolicy => ({
  name: kind,
  policy: parsePolicy(documentOf(statement), kind),
});

export interface Asked {
  action?: string;
  resource?: string;
  context?: Context;
}

export const decide = (
  statement: unknown,
  { action = 'partnercentral:GetOpportunity', resource = '*', context = {} }: Asked = {},
  version = '2012-10-17',
): Decision['effect'] => {
  const policy = parsePolicy(JSON.stringify({ Version: version, Statement: statement }), 'identity');
  const request = { action, resource, valuesOf: valuesIn(context) };
  return evaluate({ identity: [{ name: 'identity', policy }] }, request).effect;
};

/** The effect of one Allow statement with this Condition. */
export const holds = (condition: unknown, context: Context = {}): boolean =>
  decide({ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition }, { context }) === 'Allow';

/** Writes a policy variable. */
export const variable = (text: string): string => `$\{${text}}`;
