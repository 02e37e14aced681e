import type { RoleRights } from '../../changes/permissions.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import { evaluateTrust } from '../../kit/policy/evaluate.ts';
import type { Role } from '../principals.ts';
import type { CallerPolicies } from './policies-of.ts';
import { createRights } from './rights.ts';
import { trustOf } from './trust-policy.ts';

/** Returns what a role may do for a service that assumes it. AWS docs: IAM user guide, "Create a role to delegate permissions to an AWS service". */
export const createRoleRights = (
  role: Role,
  policies: CallerPolicies,
  { region, clock }: { region: string; clock: Clock },
): RoleRights => {
  const { account, arn, roleId } = role;
  const principal = { account, arn, userId: roleId, session: { roleArn: arn } };
  const trust = trustOf(role);
  return {
    ...createRights(principal, { ...policies, roleArn: arn }, { region, clock, isViaService: false }),
    trusts: ({ service, account: sourceAccount, sourceArn }) => {
      if (!trust) return false;
      const now = clock.now();
      // AWS docs: IAM user guide, "The confused deputy problem": trust policies compare whom a service acts for.
      const values = new Map([
        ['aws:sourceaccount', sourceAccount],
        ['aws:sourcearn', sourceArn],
        ['aws:principalisawsservice', 'true'],
        ['aws:principalservicename', service],
        ['aws:currenttime', now],
        ['aws:epochtime', String(Math.floor(Date.parse(now) / 1000))],
        ['aws:requestedregion', region],
        ['aws:securetransport', 'true'],
      ]);
      const decision = evaluateTrust(trust, {
        action: 'sts:AssumeRole',
        principal: { account: '', arn: '', service },
        valuesOf: (key) => {
          const value = values.get(key);
          return value === undefined ? undefined : [value];
        },
      });
      return decision.effect === 'Allow';
    },
  };
};
