import { isFault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { useLatestTask } from '../../api/tasks.ts';
import { type Context, isDisqualified, type Lead } from '../../parts/context/contexts.ts';

type Invitation = NonNullable<Output<'ListEngagementInvitations'>['EngagementInvitationSummaries']>[number];

/** Where a lead stands: all of it is the server's, so that a reload goes on where it was. */
export interface LeadState {
  engagementId: string;
  /** Absent until the invitation is accepted. */
  engagement?: Output<'GetEngagement'>;
  /** The latest invitation of this account to it; absent if it is the creator. */
  invitation?: Invitation;
  context?: Context;
  lead?: Lead;
  /** Whether its qualification says more than that nobody has looked at it yet. */
  isQualified: boolean;
  isDisqualified: boolean;
  /** The account's opportunity from this lead. */
  opportunityId?: string;
}

/** Reads the engagement of a lead, the invitation to it, and the opportunity that was made of it. */
export const useLead = (engagementId: string) => {
  const { account } = usePlace();
  const engagement = useSelling('GetEngagement', { Identifier: engagementId });
  const isUnseen = isFault(engagement.error) && engagement.error.name === 'ResourceNotFoundException';
  const invitations = useSelling('ListEngagementInvitations', {
    ParticipantType: 'RECEIVER',
    EngagementIdentifier: [engagementId],
    PayloadType: ['LeadInvitation'],
    MaxResults: 1,
  });
  const task = useLatestTask({ engagement: engagementId, operation: 'StartOpportunityFromEngagementTask' });
  const shared = useSelling(
    'ListEngagementResourceAssociations',
    { EngagementIdentifier: engagementId, CreatedBy: account, MaxResults: 1 },
    { enabled: engagement.data !== undefined },
  );
  const context = engagement.data?.Contexts?.find(({ Type }) => Type === 'Lead');
  const lead = context?.Payload?.Lead;
  const status = lead?.QualificationStatus?.toLowerCase() ?? '';
  const invitation = invitations.data?.EngagementInvitationSummaries?.[0];
  const opportunityId =
    task.data?.opportunity ?? shared.data?.EngagementResourceAssociationSummaries?.[0]?.ResourceId;
  const state: LeadState = {
    engagementId,
    isQualified: status !== '' && status !== 'unqualified',
    isDisqualified: lead !== undefined && isDisqualified(lead),
    ...(engagement.data && { engagement: engagement.data }),
    ...(invitation && { invitation }),
    ...(context && { context }),
    ...(lead && { lead }),
    ...(opportunityId && { opportunityId }),
  };
  const isRead = invitations.data !== undefined && (engagement.data !== undefined || isUnseen);
  return {
    data: isRead ? state : undefined,
    error: isUnseen ? invitations.error : (engagement.error ?? invitations.error),
    refetch: () => Promise.all([engagement.refetch(), invitations.refetch()]),
  };
};
