import type { AccountId, Catalog } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** A resource of an engagement, and its owner. */
export interface EngagementResources {
  catalog: Catalog;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  created_by: AccountId;
}

declare module '../tables.ts' {
  interface Tables {
    engagement_resources: EngagementResources;
  }
}

export const engagementResources = table('engagement_resources', {
  key: ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'created_by'],
  deletedWith: { engagement: 'engagement_id', opportunity: 'resource_id' },
});
