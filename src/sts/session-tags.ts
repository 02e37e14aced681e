import type { Caller, Session, SessionTag } from '../access/caller.ts';
import { InvalidParameterValue } from './errors.ts';
import { deny, type StsCall } from './operation.ts';

/** The tags of a request for a session. */
interface RequestedTags {
  tags: readonly SessionTag[];
  transitiveTagKeys: readonly string[];
}

/** Returns the session's tags, given and inherited. AWS docs: "Pass session tags in AWS STS". */
export const tagsOf = (
  { tags, transitiveTagKeys }: RequestedTags,
  caller: Caller,
): Partial<Pick<Session, 'tags'>> => {
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  const transitive = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  const inherited = (caller.session?.tags ?? []).filter(({ isTransitive }) => isTransitive);
  if (keys.size < tags.length) {
    throw InvalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (inherited.some(({ Key }) => keys.has(Key.toLowerCase()))) {
    throw InvalidParameterValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if ([...transitive].some((key) => !keys.has(key))) {
    throw InvalidParameterValue('The specified transitive tag key must be included in the requested tags.');
  }
  const given = tags.map(
    (tag): SessionTag => (transitive.has(tag.Key.toLowerCase()) ? { ...tag, isTransitive: true } : tag),
  );
  const all = [...inherited, ...given];
  return all.length > 0 ? { tags: all } : {};
};

/**
 * A source identity cannot change along a chain of roles. AWS docs: "Monitor and control actions taken with assumed
 * roles".
 */
export const sourceIdentityOf = (
  { roleArn, sourceIdentity }: { roleArn: string; sourceIdentity: string | undefined },
  call: StsCall,
): Partial<Pick<Session, 'sourceIdentity'>> => {
  const inherited = call.caller.session?.sourceIdentity;
  if (inherited !== undefined && sourceIdentity !== undefined && sourceIdentity !== inherited) {
    throw deny(call, 'sts:SetSourceIdentity', roleArn);
  }
  const known = inherited ?? sourceIdentity;
  return known === undefined ? {} : { sourceIdentity: known };
};
