import type { AccountId } from '../../model/contract.ts';
import { account, arn, eventBridgeName } from '../formats.ts';
import { table } from '../tables.ts';

/** A target of a rule. Its `EventSubscriptions` row holds the progress of delivery. */
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
  formats: { account_id: account, rule_name: eventBridgeName, id: eventBridgeName, arn },
  json: { document: 'EventTarget' },
  deletedWith: { account: 'account_id' },
  retention: { kept: 'until RemoveTargets' },
});
