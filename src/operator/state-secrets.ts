import { keepSecrets, type SecretKeeper, secretsOf } from '../store/repositories/connection-secrets.ts';
import type { Value } from '../store/rows.ts';
import type { TablesState } from '../store/state.ts';
import type { Queries } from '../store/tables.ts';

/**
 * Replaces the secrets of connections in a state by readable ones, so that servers with another secrets key can import it.
 * Throws an Error if they cannot be read.
 */
export const revealSecrets = (state: TablesState, keeper: SecretKeeper): Promise<TablesState> =>
  changeSecrets(state, async (connection) => JSON.stringify(secretsOf(keeper, connection)));

/** Replaces the readable secrets of connections in a state by those to be stored here. Costs one query per connection. */
export const keepAllSecrets = (tx: Queries, state: TablesState, keeper: SecretKeeper): Promise<TablesState> =>
  changeSecrets(state, (connection) => keepSecrets(tx, keeper, connection, JSON.parse(connection.secrets)));

type Connection = Record<'account_id' | 'name' | 'id' | 'secrets', string>;

const changeSecrets = async (
  state: TablesState,
  change: (connection: Connection) => Promise<string>,
): Promise<TablesState> => {
  const { event_connections: connections } = state;
  if (!connections) return state;
  const { columns } = connections;
  const place = columns.indexOf('secrets');
  const rows: Value[][] = [];
  for (const row of connections.rows) {
    const read = (column: string): string => String(row[columns.indexOf(column)]);
    const names = { account_id: read('account_id'), name: read('name'), id: read('id') };
    rows.push(row.with(place, await change({ ...names, secrets: read('secrets') })));
  }
  return { ...state, event_connections: { columns, rows } };
};
