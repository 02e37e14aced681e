import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import {
  account,
  accounts,
  catalog,
  count,
  engagementId,
  moment,
  oneOf,
  opportunityId,
  text,
} from '../formats.ts';
import { table } from '../tables.ts';

export interface ResourceSnapshots {
  catalog: Catalog;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  template: string;
  revision: number;
  created_at: Timestamp;
  created_by: AccountId;
  /** A `ResourceSnapshotPayload` */
  payload: string;
  /** AccountId[], comma separated: the members when it was taken. */
  target_accounts: string;
}

declare module '../tables.ts' {
  interface Tables {
    resource_snapshots: ResourceSnapshots;
  }
}

export const resourceSnapshots = table('resource_snapshots', {
  key: ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'template', 'revision'],
  formats: {
    catalog,
    engagement_id: engagementId,
    resource_type: oneOf('Opportunity'),
    resource_id: opportunityId,
    template: text(200),
    revision: count,
    created_at: moment,
    created_by: account,
    target_accounts: accounts,
  },
  json: { payload: 'SnapshotPayload' },
  deletedWith: { engagement: 'engagement_id' },
  retention: { kept: 'as long as the engagement: every revision can be read for good, as at AWS' },
});
