import { effectiveStatus, seesDetails, shownExpiration } from '../../rules/invitations/invitations.ts';
import { payloadOf } from '../../store/repositories/invitations.ts';
import { operation } from '../operation.ts';
import { invitation } from '../resources.ts';
import { findVisibleInvitationAndMembers } from '../visible.ts';

/** Fetches an invitation that the caller sent or received. Costs one query. */
export const getEngagementInvitation = operation(
  'GetEngagementInvitation',
  { access: 'Read', on: invitation('Identifier') },
  async (input, call) => {
    const { invitation, members } = await findVisibleInvitationAndMembers(
      call,
      input.Catalog,
      input.Identifier,
    );
    const status = effectiveStatus(invitation, call.now);
    const details = seesDetails(invitation, status, call.account) && {
      EngagementDescription: invitation.engagement_description,
      InvitationMessage: invitation.message,
      Payload: payloadOf(invitation),
      ExistingMembers: members.map((member) => ({
        CompanyName: member.company_name,
        WebsiteUrl: member.website_url || undefined,
      })),
    };
    return {
      Catalog: input.Catalog,
      Id: invitation.id,
      Arn: call.services.arns.shared('engagement-invitation', input.Catalog, invitation.id),
      PayloadType: invitation.payload_type,
      EngagementId: invitation.engagement_id,
      EngagementTitle: invitation.engagement_title,
      Status: status,
      InvitationDate: invitation.invitation_date,
      ExpirationDate: shownExpiration(invitation, status),
      SenderAwsAccountId: invitation.sender_account_id,
      SenderCompanyName: invitation.sender_company_name,
      Receiver: {
        Account: {
          AwsAccountId: invitation.receiver_account_id,
          Alias: invitation.receiver_alias || undefined,
        },
      },
      RejectionReason: invitation.rejection_reason || undefined,
      ...details,
    };
  },
);
