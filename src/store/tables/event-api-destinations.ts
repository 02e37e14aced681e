import type { AccountId, Timestamp } from '../../model/contract.ts';
import { account, arn, eventBridgeName, moment, uuid } from '../formats.ts';
import { table } from '../tables.ts';

export interface EventApiDestinations {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  connection_arn: string;
  /** An `ApiDestinationDocument`. */
  document: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    event_api_destinations: EventApiDestinations;
  }
}

export const eventApiDestinations = table('event_api_destinations', {
  key: ['account_id', 'name'],
  formats: {
    account_id: account,
    name: eventBridgeName,
    id: uuid,
    connection_arn: arn,
    created_at: moment,
    modified_at: moment,
  },
  json: { document: 'ApiDestination' },
  deletedWith: { account: 'account_id' },
  retention: { kept: 'until DeleteApiDestination' },
});
