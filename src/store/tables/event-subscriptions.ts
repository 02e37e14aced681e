import type { AccountId, Timestamp } from '../../model/contract.ts';
import { account, count, moment, orNone, sequence, text } from '../formats.ts';
import { table } from '../tables.ts';

/** The progress of one target in its account's events. They are delivered in order: a failed one is retried before the next. */
export interface EventSubscriptions {
  /** The account whose events are delivered; empty for a webhook that gets those of all accounts. */
  account_id: AccountId;
  /** `rule/<rule name>/<target id>` or `webhook/<name>`. */
  id: string;
  /** The sequence of the last finished event: delivered, not matched, or dead. */
  position: number;
  /** The sequence of the last event to deliver, if the rule was disabled; NULL for no end. */
  until: number | null;
  /** Failed attempts of the next matching event: how many, the first one's time, the last reason, and the next attempt's time. */
  attempts: number;
  first_attempt_at: string;
  next_attempt_at: string;
  last_error: string;
  /** The number of events that were skipped: matching ones to a target that the server sends nothing to, and those that took too long to match. */
  passed_over: number;
  /** The node that holds the lease, and the end of the lease in machine time, not by the server's clock. */
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
  formats: {
    account_id: orNone(account),
    id: text(200),
    position: sequence,
    until: sequence,
    attempts: count,
    first_attempt_at: orNone(moment),
    next_attempt_at: orNone(moment),
    last_error: text(100_000),
    passed_over: count,
    lease_owner: text(100),
    lease_until: orNone(moment),
  },
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
  retention: { kept: 'as long as the target of the rule, or the webhook of the configuration' },
});
