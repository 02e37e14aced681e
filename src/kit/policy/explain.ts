import type { Compared, Element, Facts } from './element.ts';
import {
  type AccessRequest,
  type Decision,
  evaluate,
  evaluateTrust,
  factsOf,
  type PolicySets,
  type SetName,
  type TrustDecision,
  type TrustRequest,
} from './evaluate.ts';
import type { NamedPolicy, Policy } from './policy.ts';

/** One element of a statement: what was compared, and whether it matches. */
export interface ElementExplanation extends Compared, Pick<Element, 'name' | 'operator' | 'key'> {
  matches: boolean;
}

export interface StatementExplanation {
  set: SetName;
  policy: string;
  sid: string | undefined;
  /** Its position in the document, from 0. */
  index: number;
  effect: 'Allow' | 'Deny';
  /** Whether all of its elements match. */
  isInEffect: boolean;
  elements: ElementExplanation[];
}

export interface Explanation<Decided extends Decision = Decision> {
  decision: Decided;
  statements: StatementExplanation[];
}

/** Explains a decision of `evaluate`: all statements with all elements, also those that it did not need. */
export const explain = (sets: PolicySets, request: AccessRequest): Explanation => {
  const facts = factsOf(request);
  return {
    decision: evaluate(sets, request),
    statements: [
      ...explainSet('identity', sets.identity, facts),
      ...explainSet('session', sets.session ?? [], facts),
    ],
  };
};

/** Explains a decision of `evaluateTrust`. */
export const explainTrust = (policy: Policy, request: TrustRequest): Explanation<TrustDecision> => ({
  decision: evaluateTrust(policy, request),
  statements: explainSet('trust', [{ name: 'trust policy', policy }], factsOf(request)),
});

const explainSet = (set: SetName, policies: readonly NamedPolicy[], facts: Facts): StatementExplanation[] =>
  policies.flatMap(({ name, policy }) =>
    policy.statements.map(({ sid, effect, elements }, index) => {
      const explained = elements.map((element) => explainElement(element, facts));
      const isInEffect = explained.every(({ matches }) => matches);
      return { set, policy: name, sid, index, effect, isInEffect, elements: explained };
    }),
  );

const explainElement = (element: Element, facts: Facts): ElementExplanation => {
  const { name, operator, key } = element;
  return {
    name,
    ...(operator !== undefined && { operator }),
    ...(key !== undefined && { key }),
    matches: element.matches(facts),
    ...element.compared(facts),
  };
};
