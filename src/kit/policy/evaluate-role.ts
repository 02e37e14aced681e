import type { Principal } from './element.ts';
import { evaluate, evaluateTrust, type PolicySets, type TrustDecision } from './evaluate.ts';
import type { NamedPolicy, Policy } from './policy.ts';
import type { ValuesOf } from './template.ts';

/** Whether a principal may act on a role: both its own policies and the role's trust policy decide. */
export interface RoleQuestion {
  readonly sets: PolicySets;
  readonly trust: Policy;
  readonly action: string;
  readonly principal: Principal;
  readonly role: { readonly account: string; readonly arn: string };
  readonly valuesOf: ValuesOf;
}

/**
 * Decides both. The trust policy always has to allow it. The principal's own policies have to allow it too, unless a role of the
 * same account trusts the principal itself and not only its account. An explicit Deny of either wins.
 * AWS docs: IAM user guide, "Policy evaluation logic", "Cross-account policy evaluation logic" and "Determining whether a
 * request is allowed or denied within an account".
 */
export const mayActOnRole = (question: RoleQuestion): boolean => {
  const { sets, trust, action, principal, role, valuesOf } = question;
  const trusted = evaluateTrust(trust, { action, principal, valuesOf });
  if (trusted.effect !== 'Allow') return false;
  const own = evaluate(sets, { action, resource: role.arn, valuesOf });
  if (own.effect !== 'ImplicitDeny') return own.effect === 'Allow';
  if (principal.account !== role.account) return false;
  switch (reachOf(trusted, principal)) {
    case 'complete':
      return true;
    case 'within session policies':
      return sets.session === undefined || allows(sets.session, question);
    case 'none':
      return false;
  }
};

type Reach = 'complete' | 'within session policies' | 'none';

/** How far a trust policy of the same account replaces the principal's own policies. */
const reachOf = ({ namedAs }: TrustDecision, { roleArn }: Principal): Reach => {
  if (namedAs === 'session' || namedAs === 'principal') return 'complete';
  if (namedAs === 'anyone') return roleArn === undefined ? 'complete' : 'within session policies';
  return namedAs === 'role' ? 'within session policies' : 'none';
};

const allows = (policies: readonly NamedPolicy[], { action, role, valuesOf }: RoleQuestion): boolean =>
  evaluate({ identity: policies }, { action, resource: role.arn, valuesOf }).effect === 'Allow';
