import type { AccountId, Timestamp } from '../../model/contract.ts';
import { account, count, moment, oneOf, orNone, text } from '../formats.ts';
import { table } from '../tables.ts';
import type { TracedCause } from './events.ts';

/** An event that could not be delivered to a target, after all retries. */
export interface DeadLetters extends TracedCause {
  id: string;
  account_id: AccountId;
  subscription_id: string;
  /** The envelope. */
  event: string;
  attempts: number;
  last_error: string;
  created_at: Timestamp;
  /** `dead`, or `redriven` while it waits for a retry. */
  state: 'dead' | 'redriven';
}

declare module '../tables.ts' {
  interface Tables {
    dead_letters: DeadLetters;
  }
}

export const deadLetters = table('dead_letters', {
  key: ['id'],
  formats: {
    id: text(200),
    account_id: orNone(account),
    subscription_id: text(200),
    attempts: count,
    last_error: text(100_000),
    created_at: moment,
    state: oneOf('dead', 'redriven'),
    trace: text(64),
    traced_for: account,
  },
  json: { event: 'Event' },
  deletedWith: { account: 'account_id' },
  retention: {
    option: 'deadLetters',
    defaultDays: 90,
    counts:
      'Dead letters, since the last attempt; one that waits for another attempt stays. On PostgreSQL also jobs that were given up.',
    by: ['created_at', 'id'],
    reads: ['state'],
    findHeld: async (_tx, rows) => new Set(rows.filter(({ state }) => state !== 'dead')),
  },
});
