import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, engagementId, invitationId, moment, oneOf, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface EngagementInvitations {
  catalog: Catalog;
  id: string;
  engagement_id: string;
  sender_account_id: AccountId;
  receiver_account_id: AccountId;
  receiver_alias: string;
  /** As last written; `effectiveStatus` tells whether a PENDING one has expired. */
  status: 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';
  invitation_date: Timestamp;
  expiration_date: Timestamp;
  message: string;
  payload_type: 'OpportunityInvitation' | 'LeadInvitation';
  /** A `Payload` */
  payload: string;
  rejection_reason: string;
}

declare module '../tables.ts' {
  interface Tables {
    engagement_invitations: EngagementInvitations;
  }
}

export const engagementInvitations = table('engagement_invitations', {
  key: ['catalog', 'id'],
  formats: {
    catalog,
    id: invitationId,
    engagement_id: engagementId,
    sender_account_id: account,
    receiver_account_id: account,
    receiver_alias: text(1_000),
    status: oneOf('PENDING', 'ACCEPTED', 'REJECTED', 'EXPIRED'),
    invitation_date: moment,
    expiration_date: moment,
    message: text(10_000),
    payload_type: oneOf('OpportunityInvitation', 'LeadInvitation'),
    rejection_reason: text(1_000),
  },
  json: { payload: 'InvitationPayload' },
  deletedWith: { engagement: 'engagement_id' },
  lockOrder: 1,
  retention: { kept: 'as long as the engagement: partners read them for years' },
});
