import { PolicyError } from '../../kit/policy/faults.ts';
import { type Policy, parsePolicy } from '../../kit/policy/policy.ts';
import type { Role } from '../principals.ts';

const trustPolicies = new WeakMap<Role, Policy>();

/** Returns the compiled trust policy of a role, or undefined if it is invalid and so trusts nobody. */
export const trustOf = (role: Role): Policy | undefined => {
  const known = trustPolicies.get(role);
  if (known) return known;
  try {
    const policy = parsePolicy(role.trustPolicy, 'trust');
    trustPolicies.set(role, policy);
    return policy;
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
};
