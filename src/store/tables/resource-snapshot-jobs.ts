import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import {
  account,
  catalog,
  engagementId,
  moment,
  oneOf,
  opportunityId,
  orNone,
  snapshotJobId,
  text,
} from '../formats.ts';
import { table } from '../tables.ts';

export interface ResourceSnapshotJobs {
  catalog: Catalog;
  id: string;
  account_id: AccountId;
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  template: string;
  status: 'Running' | 'Stopped';
  created_at: Timestamp;
  last_success_at: string;
  last_failure: string;
}

declare module '../tables.ts' {
  interface Tables {
    resource_snapshot_jobs: ResourceSnapshotJobs;
  }
}

export const resourceSnapshotJobs = table('resource_snapshot_jobs', {
  key: ['catalog', 'id'],
  formats: {
    catalog,
    id: snapshotJobId,
    account_id: account,
    engagement_id: engagementId,
    resource_type: oneOf('Opportunity'),
    resource_id: opportunityId,
    template: text(200),
    status: oneOf('Running', 'Stopped'),
    created_at: moment,
    last_success_at: orNone(moment),
    last_failure: text(10_000),
  },
  deletedWith: { account: 'account_id', engagement: 'engagement_id' },
  retention: { kept: 'until DeleteResourceSnapshotJob' },
});
