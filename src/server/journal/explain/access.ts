import type { Failed } from './failed.ts';

/** Says which statement would allow the call, or that a deny stands against it. */
export const accessNeeds = ({ kept: { access, arn } }: Failed): string[] => {
  if (!access || access.decision === 'Allow') return [];
  const { action, resource, decision } = access;
  const who = arn === undefined ? 'the caller' : arn;
  if (decision === 'ExplicitDeny') {
    return [
      `No statement with "Effect": "Deny" that covers ${action} on ${resource} for ${who}. An allow does not help against it.`,
    ];
  }
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
  return [`This statement in a policy of ${who}: ${statement}`];
};
