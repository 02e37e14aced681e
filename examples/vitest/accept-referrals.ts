import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';

/** Accepts every referral of AWS that is still open. Answers the invitations. */
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
      // The answer comes when the task has ended. The same token again asks for the state of the same task.
      ClientToken: invitation,
      Identifier: invitation,
    });
  }
  return invitations;
};
