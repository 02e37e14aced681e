import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** An event that could not be delivered to a target, after all retries. */
export interface DeadLetters {
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
  json: { event: 'any' },
  deletedWith: { account: 'account_id' },
});
