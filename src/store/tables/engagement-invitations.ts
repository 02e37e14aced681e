import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
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
  json: { payload: 'any' },
  deletedWith: { engagement: 'engagement_id' },
  lockOrder: 1,
});
