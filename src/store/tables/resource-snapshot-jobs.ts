import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
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
  deletedWith: { account: 'account_id', engagement: 'engagement_id' },
});
