import type { Generated } from 'kysely';
import type { AccountId } from '../../model/contract.ts';
import { account, sequence } from '../formats.ts';
import { table } from '../tables.ts';

/** The outbox and the feed. One row per event and receiving account. */
export interface Events {
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
  formats: { sequence, account_id: account },
  json: { event: 'Event' },
  counter: 'sequence',
  deletedWith: { account: 'account_id' },
});
