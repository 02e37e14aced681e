import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, moment, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface ClientTokens {
  account_id: AccountId;
  catalog: Catalog;
  operation: string;
  token: string;
  request_hash: string;
  /** The response, or enough to build it again. */
  result: string;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    client_tokens: ClientTokens;
  }
}

export const clientTokens = table('client_tokens', {
  key: ['account_id', 'catalog', 'operation', 'token'],
  formats: {
    account_id: account,
    catalog,
    operation: text(100),
    token: text(256),
    request_hash: text(100),
    created_at: moment,
  },
  json: { result: 'Result' },
  // Repeated requests read members of the result.
  deletedWith: { account: 'account_id' },
  lockOrder: 3,
});
