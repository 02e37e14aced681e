import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/**
 * How far one target has got in the events of its account. They are delivered one after another: what fails is tried
 * again before the next one is.
 */
export interface EventSubscriptions {
  /** Whose events; empty for a webhook that is sent those of all accounts. */
  account_id: AccountId;
  /** `rule/<rule name>/<target id>` or `webhook/<name>`. */
  id: string;
  /** The sequence of the last event that needs no more work: delivered, not matched, or dead. */
  position: number;
  /** The sequence of the last event that it is to get, where its rule was disabled; NULL for no end. */
  until: number | null;
  /** How often the event after `position` that matches was tried without success, when first, why, and when next. */
  attempts: number;
  first_attempt_at: string;
  next_attempt_at: string;
  last_error: string;
  /** How many events that matched were passed over, as nothing was sent to the target. */
  passed_over: number;
  /** The node that delivers at present, and until when it may, by the time of machines, not by the server's clock. */
  lease_owner: string;
  lease_until: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    event_subscriptions: EventSubscriptions;
  }
}

export const eventSubscriptions = table('event_subscriptions', {
  key: ['account_id', 'id'],
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
});
