import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** A rule on the default event bus of an account. */
export interface EventRules {
  account_id: AccountId;
  name: string;
  description: string;
  /** JSON, as given. */
  event_pattern: string;
  state: 'ENABLED' | 'DISABLED';
  role_arn: string;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    event_rules: EventRules;
  }
}

export const eventRules = table('event_rules', {
  key: ['account_id', 'name'],
  json: { event_pattern: 'any' },
  deletedWith: { account: 'account_id' },
});
