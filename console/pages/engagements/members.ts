import { usePlace } from '../../api/place.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { words } from '../../words.ts';

export type Engagement = Output<'GetEngagement'>;

/** Maximum of members, which is the largest page too. AWS docs: API_ListEngagementMembers. */
export const MEMBER_LIMIT = 10;

export const useMembers = (engagementId: string) =>
  useSelling('ListEngagementMembers', { Identifier: engagementId, MaxResults: MEMBER_LIMIT });

/** Returns a function that names an account: its company, or `You`. */
export const useNameOf = (engagementId: string) => {
  const { account: own } = usePlace();
  const { data } = useMembers(engagementId);
  return (account: string | null | undefined): string => {
    if (!account) return words.none;
    if (account === own) return words.engagements.you;
    const member = data?.EngagementMemberList?.find(({ AccountId }) => AccountId === account);
    if (member?.CompanyName) return member.CompanyName;
    return account.toLowerCase() === 'aws' ? words.shell.aws : account;
  };
};
