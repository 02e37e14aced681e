import type { AccountId } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** Where the events that a rule matches go. Its `EventSubscriptions` row says how far they have got. */
export interface EventTargets {
  account_id: AccountId;
  rule_name: string;
  id: string;
  arn: string;
  /** A `Target` of EventBridge. */
  document: string;
}

declare module '../tables.ts' {
  interface Tables {
    event_targets: EventTargets;
  }
}

export const eventTargets = table('event_targets', {
  key: ['account_id', 'rule_name', 'id'],
  json: { document: 'any' },
  deletedWith: { account: 'account_id' },
});
