import { type Decision, evaluate } from '../../kit/policy/evaluate.ts';
import { type Context, valuesIn } from './context-keys.ts';
import type { CallerPolicies } from './policies-of.ts';

/** Decides whether a principal may do an action, with the prefix of its service, on the context's resource. */
export const decide = (policies: CallerPolicies, action: string, context: Context): Decision =>
  evaluate(policies, { action, resource: context.resource, valuesOf: valuesIn(context) });

/**
 * Returns the message for a principal that may not do an action. It reveals nothing about the resource but the ARN that was
 * asked for. AWS docs: IAM user guide, "Troubleshoot access denied error messages".
 */
export const refusalOf = (
  { effect, set }: Decision,
  action: string,
  { principal, resource }: Context,
): string => {
  const policy = set === 'session' ? 'session policy' : 'identity-based policy';
  const why =
    effect === 'ExplicitDeny'
      ? `with an explicit deny in ${set === 'session' ? 'a' : 'an'} ${policy}`
      : `because no ${policy} allows the ${action} action`;
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
};
