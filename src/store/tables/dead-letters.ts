import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** An event that a target did not take, in the end. */
export interface DeadLetters {
  id: string;
  account_id: AccountId;
  subscription_id: string;
  /** The envelope. */
  event: string;
  attempts: number;
  last_error: string;
  created_at: Timestamp;
  /** `dead`, or `redriven` while it waits to be tried again. */
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
