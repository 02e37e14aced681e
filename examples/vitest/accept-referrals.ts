import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';

/** Accepts every pending AWS referral. Returns the ids of the invitations. */
export const acceptReferrals = async (
  client: PartnerCentralSelling,
  catalog: 'AWS' | 'Sandbox',
): Promise<string[]> => {
  const { EngagementInvitationSummaries = [] } = await client.listEngagementInvitations({
    Catalog: catalog,
    ParticipantType: 'RECEIVER',
    Status: ['PENDING'],
    PayloadType: ['OpportunityInvitation'],
  });
  const invitations = EngagementInvitationSummaries.map(({ Id = '' }) => Id);
  for (const invitation of invitations) {
    await client.startEngagementByAcceptingInvitationTask({
      Catalog: catalog,
      // The call returns when the task has ended. Repeating the token returns the state of the same task.
      ClientToken: invitation,
      Identifier: invitation,
    });
  }
  return invitations;
};
