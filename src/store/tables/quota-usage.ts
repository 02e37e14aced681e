import type { AccountId } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** What an account has used of the quota of a class of operations. */
export interface QuotaUsage {
  account_id: AccountId;
  class: string;
  /** When the bucket of its rate is full again, in microseconds of the database's clock; 0 on SQLite, which does not store it. */
  full_at: number;
  /** The requests of the last day: JSON, the `Slots` of kit/flow/rolling-count.ts. */
  slots: string;
}

declare module '../tables.ts' {
  interface Tables {
    quota_usage: QuotaUsage;
  }
}

export const quotaUsage = table('quota_usage', {
  key: ['account_id', 'class'],
  json: { slots: 'any' },
  deletedWith: { account: 'account_id' },
  // What was used of a quota is no data of the account: a copy begins with unused quotas.
  holdsState: false,
  retention: { kept: 'as long as the account: one for each class of operations that it has called' },
});
