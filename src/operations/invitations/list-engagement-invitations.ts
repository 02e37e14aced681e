import { normalAccounts } from '../../rules/accounts.ts';
import { effectiveStatus, shownExpiration } from '../../rules/invitations/invitations.ts';
import { fromRow, type Invitation, queryInvitations } from '../../store/repositories/invitations.ts';
import { namedIds } from '../named.ts';
import { type Call, list } from '../operation.ts';

/** Lists the invitations that the caller sent or received, the latest first. Costs one query on that side's index. */
export const listEngagementInvitations = list('ListEngagementInvitations', {
  items: 'EngagementInvitationSummaries',
  query: (input, call) =>
    queryInvitations(call.reads, {
      catalog: input.Catalog,
      participant: input.ParticipantType ?? 'RECEIVER',
      account: call.account,
      now: call.now,
      statuses: input.Status,
      payloadTypes: input.PayloadType,
      engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
      senders: normalAccounts(input.SenderAwsAccountId),
    }),
  keys: ['invitation.invitation_date', 'invitation.id'],
  show: (row, call) => summaryOf(fromRow(row), call),
});

const summaryOf = (invitation: Invitation, { account, now, services }: Call) => ({
  Catalog: invitation.catalog,
  Id: invitation.id,
  Arn: services.arns.shared('engagement-invitation', invitation.catalog, invitation.id),
  PayloadType: invitation.payload_type,
  EngagementId: invitation.engagement_id,
  EngagementTitle: invitation.engagement_title,
  Status: effectiveStatus(invitation, now),
  InvitationDate: invitation.invitation_date,
  ExpirationDate: shownExpiration(invitation, effectiveStatus(invitation, now)),
  SenderAwsAccountId: invitation.sender_account_id,
  SenderCompanyName: invitation.sender_company_name,
  Receiver: {
    Account: { AwsAccountId: invitation.receiver_account_id, Alias: invitation.receiver_alias || undefined },
  },
  ParticipantType: invitation.sender_account_id === account ? ('SENDER' as const) : ('RECEIVER' as const),
});
