import type { Pattern } from './pattern.ts';
import type { ValuesOf } from './template.ts';

/** Who calls, for the Principal of a trust policy. */
export interface Principal {
  account: string;
  /** The ARN of a user, a session, or the account's root. */
  arn: string;
  /** The ARN of the role that a session belongs to. */
  roleArn?: string | undefined;
  /** The name of a service, such as `ec2.amazonaws.com`, if that calls. Then `account` and `arn` match nothing. */
  service?: string | undefined;
}

/** A request, as the elements of a statement read it. */
export interface Facts {
  readonly action: string;
  /** Undefined for a trust policy: its resource is the role that it belongs to. */
  readonly resource: string | undefined;
  readonly principal: Principal | undefined;
  readonly valuesOf: ValuesOf;
}

/** One element of a statement, compiled; of a Condition, one key of one operator. */
export interface Element {
  readonly name:
    | 'Principal'
    | 'NotPrincipal'
    | 'Action'
    | 'NotAction'
    | 'Resource'
    | 'NotResource'
    | 'Condition';
  /** Of a Condition: the operator with its qualifiers, and the key as the policy has it. */
  readonly operator?: string;
  readonly key?: string;
  matches(facts: Facts): boolean;
  /** What is compared: the policy's values, and the request's. */
  compared(facts: Facts): Compared;
}

export interface Compared {
  /** The policy's values, with those of the request in place of variables. */
  expected: string[];
  /** The request's values; empty if it has none. */
  actual: string[];
}

/** Whether one of the patterns matches a text; undefined if none does and one has a variable without value. */
export const matchesOne = (
  patterns: readonly Pattern[],
  text: string,
  valuesOf: ValuesOf,
): boolean | undefined => {
  let outcome: boolean | undefined = false;
  for (const pattern of patterns) {
    const matches = pattern.matches(text, valuesOf);
    if (matches) return true;
    if (matches === undefined) outcome = undefined;
  }
  return outcome;
};

/**
 * Whether an element matches, given whether one of its values does. If a variable has no value, neither an element nor its
 * negation matches: the statement is not in effect. AWS docs: IAM user guide, "IAM policy elements: Variables and tags".
 */
export const holds = (matches: boolean | undefined, isNegated: boolean): boolean =>
  matches !== undefined && matches !== isNegated;
