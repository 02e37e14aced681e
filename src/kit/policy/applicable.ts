import type { Element, Facts } from './element.ts';
import type { NamedPolicy } from './policy.ts';
import type { Statement } from './statement.ts';

/** How decisions name a statement. */
export interface DecidingStatement {
  policy: string;
  sid: string | undefined;
  /** Its position in the document, from 0. */
  index: number;
}

/** A statement, and what decisions say of it. */
export interface Applicable {
  readonly effect: Statement['effect'];
  /** The elements but its Action. */
  readonly elements: readonly Element[];
  readonly deciding: DecidingStatement;
}

interface Compiled {
  readonly statements: readonly { action: Element | undefined; applicable: Applicable }[];
  readonly byAction: Map<string, readonly Applicable[]>;
}

/** By list of policies, which nobody changes. */
const compiledOf = new WeakMap<readonly NamedPolicy[], Compiled>();
/** More than the services here have. */
const MOST_ACTIONS = 256;

/**
 * Returns the statements whose Action or NotAction matches, in their order. What an action matches is the same for every
 * request, as it has no variables. So it is found once per action and list of policies, and then costs a lookup.
 */
export const applicableTo = (policies: readonly NamedPolicy[], facts: Facts): readonly Applicable[] => {
  const compiled = compiledOf.get(policies) ?? compile(policies);
  const { byAction, statements } = compiled;
  const known = byAction.get(facts.action);
  if (known) return known;
  const found = statements
    .filter(({ action }) => action?.matches(facts) ?? true)
    .map(({ applicable }) => applicable);
  if (byAction.size >= MOST_ACTIONS) byAction.clear();
  byAction.set(facts.action, found);
  return found;
};

const compile = (policies: readonly NamedPolicy[]): Compiled => {
  const statements = policies.flatMap(({ name, policy }) =>
    policy.statements.map(({ effect, elements, sid }, index) => ({
      action: elements.find(isAction),
      applicable: {
        effect,
        elements: elements.filter((element) => !isAction(element)),
        deciding: { policy: name, sid, index },
      },
    })),
  );
  const compiled = { statements, byAction: new Map() };
  compiledOf.set(policies, compiled);
  return compiled;
};

const isAction = ({ name }: Element): boolean => name === 'Action' || name === 'NotAction';
