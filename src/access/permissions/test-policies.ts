import type { Decision, PolicySets } from '../../kit/policy/evaluate.ts';
import { mayActOnRole } from '../../kit/policy/evaluate-role.ts';
import { explain, explainTrust, type StatementExplanation } from '../../kit/policy/explain.ts';
import type { NamedPolicy } from '../../kit/policy/policy.ts';
import type { ValuesOf } from '../../kit/policy/template.ts';
import type { Role } from '../principals.ts';
import { valuesIn } from './context-keys.ts';
import type { CallerPolicies } from './policies-of.ts';
import type { Principal } from './principal.ts';
import { trustOf } from './trust-policy.ts';

/** A decision to explain, without a request. */
export interface PolicyTest {
  action: string;
  resource: string;
  /** Undefined: only `sets` decide. */
  principal: Principal | undefined;
  policies: CallerPolicies;
  /** The role that `resource` names, for actions of STS. */
  role: Role | undefined;
  /** Values of condition keys, in lower case. They replace those that the principal has. */
  context: ReadonlyMap<string, readonly string[]>;
  now: string;
  region: string;
}

export interface TestedPolicies {
  decision: Decision;
  /** Of the identity, the session and the role's trust policy. */
  statements: StatementExplanation[];
  /** Keys that the policies read, and for which the test had no value. */
  missing: string[];
}

/** Explains what policies decide, as SimulatePrincipalPolicy does. AWS docs: API_SimulatePrincipalPolicy. */
export const testPolicies = (test: PolicyTest): TestedPolicies => {
  const { action, resource, policies, role } = test;
  const valuesOf = keysOf(test);
  const own = explain(policies, { action, resource, valuesOf });
  const trust = role && trustOf(role);
  const principal = test.principal && { ...test.principal, roleArn: policies.roleArn };
  const missing = missingOf(policies, trust ? [trust.keys] : [], valuesOf);
  if (!role || !principal) return { ...own, missing };
  if (!trust) return { ...own, decision: { effect: 'ImplicitDeny', set: 'trust' }, missing };
  const trusted = explainTrust(trust, { action, principal, valuesOf });
  const mayAct = mayActOnRole({ ...{ sets: policies, trust, action, principal, role }, valuesOf });
  return {
    decision: deciding(own.decision, trusted.decision, mayAct),
    statements: [...own.statements, ...trusted.statements],
    missing,
  };
};

/** Returns which of both decides: a role of the same account may trust a principal whose own policies do not allow it. */
const deciding = (own: Decision, trusted: Decision, mayAct: boolean): Decision => {
  const denied = [own, trusted].find(({ effect }) => effect === 'ExplicitDeny');
  return denied ?? ((own.effect === 'Allow') === mayAct ? own : trusted);
};

const missingOf = (
  { identity, session = [] }: PolicySets,
  others: readonly ReadonlySet<string>[],
  valuesOf: ValuesOf,
): string[] => {
  const keysIn = (policies: readonly NamedPolicy[]) => policies.map(({ policy }) => policy.keys);
  const keys = [...keysIn(identity), ...keysIn(session), ...others].flatMap((one) => [...one]);
  return [...new Set(keys)].filter((key) => (valuesOf(key) ?? []).length === 0).sort();
};

const keysOf = ({ principal, policies, resource, context, now, region }: PolicyTest): ValuesOf => {
  const own = principal
    ? valuesIn({
        ...{ principal, roleArn: policies.roleArn, now, region, resource },
        resourceTags: [],
        requestTags: [],
        removedTagKeys: [],
        isViaService: false,
        from: { sourceIp: '', isSecure: true, headers: {} },
        valuesOf: () => undefined,
      })
    : () => undefined;
  return (key) => context.get(key) ?? own(key);
};
