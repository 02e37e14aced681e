import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, engagementId, moment } from '../formats.ts';
import { table } from '../tables.ts';

export interface EngagementMembers {
  catalog: Catalog;
  engagement_id: string;
  account_id: AccountId;
  joined_at: Timestamp;
  /** A copy of the engagement's, so that one index serves lists of an account's engagements. */
  engagement_created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    engagement_members: EngagementMembers;
  }
}

export const engagementMembers = table('engagement_members', {
  key: ['catalog', 'engagement_id', 'account_id'],
  formats: {
    catalog,
    engagement_id: engagementId,
    account_id: account,
    joined_at: moment,
    engagement_created_at: moment,
  },
  deletedWith: { engagement: 'engagement_id' },
  retention: { kept: 'as long as the engagement' },
});
