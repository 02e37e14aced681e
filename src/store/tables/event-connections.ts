import type { AccountId, Timestamp } from '../../model/contract.ts';
import { account, eventBridgeName, moment, uuid } from '../formats.ts';
import { table } from '../tables.ts';

/** A connection: how to authenticate with API destinations for an account. */
export interface EventConnections {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  /** The part that DescribeConnection may show. */
  document: string;
  /** The AuthParameters as given, secrets included, encrypted if the server has a secrets key: never shown. */
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
  formats: { account_id: account, name: eventBridgeName, id: uuid, created_at: moment, modified_at: moment },
  json: { document: 'Connection', secrets: 'ConnectionSecrets' },
  deletedWith: { account: 'account_id' },
  retention: { kept: 'until DeleteConnection' },
});
