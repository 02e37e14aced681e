import { type Applicable, applicableTo, type DecidingStatement } from './applicable.ts';
import type { Facts, Principal } from './element.ts';
import type { NamedPolicy, Policy } from './policy.ts';
import type { NamedAs } from './principal-element.ts';
import { isInEffect } from './statement.ts';
import type { ValuesOf } from './template.ts';

/** The policies of a caller. */
export interface PolicySets {
  readonly identity: readonly NamedPolicy[];
  /** If the caller's session has policies, these have to allow the request too. */
  readonly session?: readonly NamedPolicy[] | undefined;
}

export type SetName = 'identity' | 'session' | 'trust';

/** What is asked for. Names of context keys are given to `valuesOf` in lower case. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly valuesOf: ValuesOf;
}

/** Whether a principal may assume the role of a trust policy. */
export interface TrustRequest {
  readonly action: string;
  readonly principal: Principal;
  readonly valuesOf: ValuesOf;
}

export interface Decision {
  effect: 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';
  /** The set that decided: it denies, or allows nothing, or (of an identity) allows. */
  set: SetName;
  /** The statement that decided; undefined if none is in effect. */
  statement?: DecidingStatement;
}

export interface TrustDecision extends Decision {
  /** How the allowing statement names the principal. */
  namedAs?: NamedAs;
}

/**
 * Decides whether policies allow a request: an explicit Deny of any wins; otherwise each set has to allow it.
 * AWS docs: IAM user guide, "Policy evaluation logic". Cost: at most every value of every statement once; of those whose
 * Action does not match, only the first time that it is asked for.
 */
export const evaluate = ({ identity, session }: PolicySets, request: AccessRequest): Decision => {
  const facts = factsOf(request);
  const ofIdentity = decide('identity', identity, facts);
  if (!session || ofIdentity.effect === 'ExplicitDeny') return ofIdentity;
  const ofSession = decide('session', session, facts);
  if (ofSession.effect === 'ExplicitDeny') return ofSession;
  return ofIdentity.effect === 'Allow' && ofSession.effect === 'ImplicitDeny' ? ofSession : ofIdentity;
};

/** Decides whether a trust policy lets a principal assume its role. An explicit Deny wins. */
export const evaluateTrust = (policy: Policy, request: TrustRequest): TrustDecision => {
  const facts = factsOf(request);
  const named = [{ name: TRUST, policy }];
  const decision = decide('trust', named, facts);
  if (decision.effect !== 'Allow') return decision;
  // Each allowing statement counts, because some ways of naming a principal say more than others.
  const allowing = policy.statements
    .filter((statement) => statement.effect === 'Allow' && isInEffect(statement, facts))
    .flatMap(({ principal }) => principal?.namedAs(facts.principal) ?? []);
  return { ...decision, ...(allowing.length > 0 && { namedAs: mostSpecific(allowing) }) };
};

const TRUST = 'trust policy';
const order: readonly NamedAs[] = ['session', 'principal', 'role', 'anyone', 'account'];

const mostSpecific = (ways: readonly NamedAs[]): NamedAs =>
  order.find((way) => ways.includes(way)) ?? 'account';

export const factsOf = (request: AccessRequest | TrustRequest): Facts => ({
  action: request.action,
  resource: 'resource' in request ? request.resource : undefined,
  principal: 'principal' in request ? request.principal : undefined,
  valuesOf: request.valuesOf,
});

const decide = (set: SetName, policies: readonly NamedPolicy[], facts: Facts): Decision => {
  let allowing: Applicable | undefined;
  for (const statement of applicableTo(policies, facts)) {
    const { effect, deciding } = statement;
    if (effect === 'Allow' && allowing) continue;
    if (!isInEffect(statement, facts)) continue;
    if (effect === 'Deny') return { effect: 'ExplicitDeny', set, statement: deciding };
    allowing = statement;
  }
  return allowing ? { effect: 'Allow', set, statement: allowing.deciding } : { effect: 'ImplicitDeny', set };
};
