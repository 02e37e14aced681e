import { keepSecrets, type SecretKeeper, secretsOf } from '../store/repositories/connection-secrets.ts';
import type { Value } from '../store/rows.ts';
import type { StateRows, TableSource, TablesSource } from '../store/state.ts';
import type { Queries } from '../store/tables.ts';

const TABLE = 'event_connections';

/**
 * Replaces the secrets of connections among rows of a state by readable ones, so that servers with another secrets key can import
 * them. Throws an Error if they cannot be read.
 */
export const revealSecrets = async (batch: StateRows, keeper: SecretKeeper): Promise<StateRows> =>
  batch.table === TABLE
    ? { ...batch, rows: await changeSecrets(batch, async (one) => JSON.stringify(secretsOf(keeper, one))) }
    : batch;

/** Replaces the readable secrets of connections in a state by those to be stored here. Costs one query per connection. */
export const keepAllSecrets = (tx: Queries, tables: TablesSource, keeper: SecretKeeper): TablesSource => {
  const connections = tables.get(TABLE);
  return connections ? new Map([...tables, [TABLE, keepTheir(tx, connections, keeper)]]) : tables;
};

const keepTheir = (tx: Queries, { columns, batches }: TableSource, keeper: SecretKeeper): TableSource => ({
  columns,
  async *batches() {
    for await (const rows of batches())
      yield await changeSecrets({ columns, rows }, (one) =>
        keepSecrets(tx, keeper, one, JSON.parse(one.secrets)),
      );
  },
});

type Connection = Record<'account_id' | 'name' | 'id' | 'secrets', string>;

const changeSecrets = async (
  { columns, rows }: { columns: readonly string[]; rows: Value[][] },
  change: (connection: Connection) => Promise<string>,
): Promise<Value[][]> => {
  const place = columns.indexOf('secrets');
  const changed: Value[][] = [];
  for (const row of rows) {
    const read = (column: string): string => String(row[columns.indexOf(column)]);
    const names = { account_id: read('account_id'), name: read('name'), id: read('id') };
    changed.push(row.with(place, await change({ ...names, secrets: read('secrets') })));
  }
  return changed;
};
