import pg from 'pg';

/** Two databases that cosell has migrated. Servers know the front one only; the other one takes a part of its rows. */
export interface Databases {
  front: string;
  other: string;
}

/** The name of the other database in the front one. */
const OTHER = 'other';

/**
 * Divides tables between two databases by a hash of a column, with postgres_fdw: each becomes a partitioned table, whose first
 * partition is the table as it was, with its indexes, and whose second one is the table of the same name in the other database.
 * So a server on the front database finds all rows under the names it knows. For databases without rows in these tables. The
 * sessions that the front database opens in the other one are named after its process that they work for (`application_name`).
 */
export const divide = async (
  { front, other }: Databases,
  columns: readonly (readonly [table: string, column: string])[],
): Promise<void> =>
  withClient(front, async (client) => {
    const { hostname, port, pathname, username, password } = new URL(other);
    await client.query('create extension if not exists postgres_fdw');
    await client.query(
      `create server ${OTHER} foreign data wrapper postgres_fdw
         options (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}', application_name '%p')`,
    );
    await client.query(
      `create user mapping for current_user server ${OTHER} options (user '${username}', password '${password}')`,
    );
    for (const [table, column] of columns) {
      const triggers = await divideTable(client, table, column);
      // Numbers are announced where they are given out. The trigger could not even run there: postgres_fdw's sessions have an
      // empty search_path, so that it does not find the sequence.
      await withClient(other, async (part) => {
        for (const name of triggers) await part.query(`drop trigger ${name} on ${table}`);
      });
    }
  });

/** Returns the names of the table's triggers. */
const divideTable = async (client: pg.Client, table: string, column: string): Promise<string[]> => {
  const { rows: triggers } = await client.query<{ name: string; definition: string }>(
    `select tgname as name, pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = $1::regclass and not tgisinternal`,
    [table],
  );
  for (const statement of [
    `alter table ${table} rename to ${table}_0`,
    `create table ${table} (like ${table}_0 including defaults) partition by hash (${column})`,
    `alter table ${table} attach partition ${table}_0 for values with (modulus 2, remainder 0)`,
    `create foreign table ${table}_1 partition of ${table} for values with (modulus 2, remainder 1)
       server ${OTHER} options (schema_name 'public', table_name '${table}')`,
    // A trigger of a partition does not fire for what is inserted through its parent.
    ...triggers.map(({ definition }) => definition),
  ]) {
    await client.query(statement);
  }
  return triggers.map(({ name }) => name);
};

/** Returns the first number of each part whose 12 digits, as an account, belong to it. */
export const accountsOfParts = async (database: string): Promise<{ here: string; there: string }> =>
  withClient(database, async (client) => {
    await client.query(
      'create temporary table probe (account_id text collate "C") partition by hash (account_id)',
    );
    const { rows } = await client.query<{ account: string; part: boolean }>(
      `select account, satisfies_hash_partition('probe'::regclass, 2, 1, account collate "C") as part
         from (select (111111111111 * digit)::text as account from generate_series(1, 9) as digit) as accounts
         order by account`,
    );
    const accountOf = (wanted: boolean): string => {
      const found = rows.find(({ part }) => part === wanted);
      if (!found) throw new Error('All nine accounts belong to one part.');
      return found.account;
    };
    return { here: accountOf(false), there: accountOf(true) };
  });

/** Runs `work` with a connection of its own. */
export const withClient = async <T>(
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: database });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
