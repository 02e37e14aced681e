import { type Dialect, Kysely, PostgresDialect, sql } from 'kysely';
import { once } from '../../flow/once.ts';
import { sleep } from '../../flow/sleep.ts';
import type { Connections } from '../dialect.ts';
import type { Program } from '../program.ts';
import { createPeers } from './peers.ts';
import { createMigrationPool, createPool } from './pool.ts';
import { postgresSchema } from './schema.ts';
import { openSnapshot } from './snapshot.ts';
import { keepStatistics } from './statistics.ts';

/** A PostgreSQL database, shared by any number of servers. */
export interface PostgresLocation {
  /** `postgres://user:password@host:port/database`, with the parameters that the `pg` package supports. */
  databaseUrl: string;
  /**
   * The maximum number of connections that a process opens for queries and transactions. The sum over all processes,
   * plus a few other connections of each, must stay below PostgreSQL's `max_connections`. Default 10.
   */
  poolSize?: number | undefined;
}

/**
 * Opens a PostgreSQL database. Connects on the first query, and reconnects after an outage of the database.
 *
 * Transactions run concurrently as READ COMMITTED: a statement sees what was committed before it began. It waits for a
 * row that another transaction is writing, then sees the result. A decision that must not be made twice locks its row
 * first.
 */
export const openPostgres = (
  { databaseUrl, poolSize = 10 }: PostgresLocation,
  { name }: Program,
): Connections => {
  const pool = createPool(databaseUrl, name, poolSize);
  const statistics = keepStatistics(pool);
  const dialect: Dialect = new PostgresDialect({ pool });
  const migrations = new PostgresDialect({ pool: async () => createMigrationPool(databaseUrl, name) });
  return {
    reads: dialect,
    openSnapshot: () => openSnapshot(databaseUrl, name),
    writes: dialect,
    migrations,
    isInUse: () => hasServers(migrations, name),
    peers: createPeers(databaseUrl, name),
    schema: postgresSchema,
    withLargeTransactions: (work) => work(),
    // The database's own server watches its disk.
    findFault: async () => undefined,
    usage: () => ({
      waiting: pool.waitingForPlace(),
      connections: { used: pool.totalCount - pool.idleCount, idle: pool.idleCount },
    }),
    close: once(async () => {
      await statistics.end();
      await pool.end();
    }),
  };
};

/** Polls, because the connections of a server that has just ended may remain for a moment. */
const POLLS = 20;
const POLL_INTERVAL_MS = 100;

/** Whether servers are connected: their connections are called `name` or `name …`, except those for migrations. */
const hasServers = async (dialect: Dialect, name: string): Promise<boolean> => {
  const db = new Kysely<unknown>({ dialect });
  const connected = sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name <> ${`${name} migrate`}
      and (application_name = ${name} or starts_with(application_name, ${`${name} `}))
    limit 1
  `;
  try {
    for (let polls = 0; polls < POLLS; polls++) {
      if (polls > 0) await sleep(POLL_INTERVAL_MS);
      const { rows } = await connected.execute(db);
      if (rows.length === 0) return false;
    }
    return true;
  } finally {
    await db.destroy();
  }
};
