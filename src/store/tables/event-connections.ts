import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** How API destinations are called in the name of an account. */
export interface EventConnections {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  /** What DescribeConnection may show. */
  document: string;
  /** The AuthParameters as they were given, secrets included: shown to nobody. */
  secrets: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    event_connections: EventConnections;
  }
}

export const eventConnections = table('event_connections', {
  key: ['account_id', 'name'],
  json: { document: 'any', secrets: 'any' },
  deletedWith: { account: 'account_id' },
});
