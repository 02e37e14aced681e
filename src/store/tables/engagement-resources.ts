import type { AccountId, Catalog } from '../../model/contract.ts';
import { account, catalog, engagementId, oneOf, opportunityId } from '../formats.ts';
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
  formats: {
    catalog,
    engagement_id: engagementId,
    resource_type: oneOf('Opportunity'),
    resource_id: opportunityId,
    created_by: account,
  },
  deletedWith: { engagement: 'engagement_id', opportunity: 'resource_id' },
  retention: { kept: 'as long as the engagement and the opportunity' },
});
