import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, moment, text } from '../formats.ts';
import { type Queries, type Row, table } from '../tables.ts';

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
  retention: {
    option: 'clientTokens',
    // AWS names no time. Stripe keeps its keys for a day; 30 are beyond the 15 of an invitation, which tests pass over.
    defaultDays: 30,
    counts: 'Client tokens, since their first request; one whose task runs stays.',
    by: ['created_at'],
    reads: ['result'],
    findHeld: (tx, rows) => findTokensOfRunningTasks(tx, rows),
  },
});

/** A request that is repeated while its task runs must not start another one. One query. */
const findTokensOfRunningTasks = async (tx: Queries, rows: readonly Row[]): Promise<ReadonlySet<Row>> => {
  const idOf = ({ result }: Row): string | undefined => {
    const { task } = (JSON.parse(String(result)) ?? {}) as { task?: { id?: string } };
    return task?.id;
  };
  const ids = rows.map(idOf).filter((id) => id !== undefined);
  if (ids.length === 0) return new Set();
  const running = await tx
    .selectFrom('tasks')
    .select('id')
    .where('catalog', 'in', ['AWS', 'Sandbox'])
    .where('id', 'in', ids)
    .where('status', '=', 'IN_PROGRESS')
    .execute();
  const held = new Set<string | undefined>(running.map(({ id }) => id));
  return new Set(rows.filter((row) => held.has(idOf(row))));
};
