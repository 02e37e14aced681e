import type { AccountId, Timestamp } from '../../model/contract.ts';
import { account, eventBridgeName, moment, oneOf, text } from '../formats.ts';
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
  formats: {
    account_id: account,
    name: eventBridgeName,
    description: text(10_000),
    state: oneOf('ENABLED', 'DISABLED'),
    role_arn: text(2_000),
    created_at: moment,
  },
  json: { event_pattern: 'EventPattern' },
  deletedWith: { account: 'account_id' },
  retention: { kept: 'until DeleteRule' },
});
