import type { Generated } from 'kysely';
import type { AccountId } from '../../model/contract.ts';
import { account, sequence, text } from '../formats.ts';
import { type Queries, type Row, table } from '../tables.ts';

/** What caused an event, if that was traced. */
export interface TracedCause {
  /** Its `traceparent`. */
  trace?: string | null;
  /** The account that it acted for, if any. */
  traced_for?: AccountId | null;
}

/** The outbox and the feed. One row per event and receiving account. */
export interface Events extends TracedCause {
  sequence: Generated<number>;
  account_id: AccountId;
  /** The envelope, as EventBridge delivers it. */
  event: string;
}

/** A view of one row: the sequence up to which no new event can appear (kit/sql/schema.ts). */
export interface EventHorizon {
  sequence: number;
}

declare module '../tables.ts' {
  interface Tables {
    events: Events;
    event_horizon: EventHorizon;
  }
}

export const events = table('events', {
  key: ['sequence'],
  formats: { sequence, account_id: account, trace: text(64), traced_for: account },
  json: { event: 'Event' },
  counter: 'sequence',
  deletedWith: { account: 'account_id' },
  retention: {
    option: 'events',
    // CloudTrail's event history has as many. Stripe keeps events for 30.
    defaultDays: 90,
    counts: 'Events of the feed, since they were recorded; one that a target has still to get stays.',
    by: ['sequence'],
    reads: ['account_id'],
    findHeld: (tx, rows) => findUndelivered(tx, rows),
  },
});

/** Returns the events that a target, in its order, has not come to. One query. */
const findUndelivered = async (tx: Queries, rows: readonly Row[]): Promise<ReadonlySet<Row>> => {
  const numbers = rows.map(({ sequence }) => Number(sequence));
  const behind = await tx
    .selectFrom('event_subscriptions')
    .select(['account_id', 'position', 'until'])
    .where('account_id', 'in', ['', ...new Set(rows.map(({ account_id }) => String(account_id)))])
    .where('position', '<', Math.max(...numbers))
    .where((row) => row.or([row('until', 'is', null), row('until', '>=', Math.min(...numbers))]))
    .execute();
  const isHeld = ({ account_id, sequence }: Row): boolean =>
    behind.some(
      (target) =>
        (target.account_id === '' || target.account_id === account_id) &&
        Number(target.position) < Number(sequence) &&
        (target.until === null || Number(target.until) >= Number(sequence)),
    );
  return new Set(rows.filter(isHeld));
};
