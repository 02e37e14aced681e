import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { isStalePlan } from '../errors.ts';
import { createStatementNames, type StatementNames } from './statement-names.ts';

/** Milliseconds until a connection, new or from the pool, is given up. Also how long a query waits for a busy pool. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Milliseconds after which PostgreSQL ends a statement: each is expected to be one indexed read or write. */
const STATEMENT_TIMEOUT_MS = 4_000;
/** Milliseconds after which a statement counts as lost that PostgreSQL itself did not end: it hangs, or is cut off. */
const ANSWER_TIMEOUT_MS = 5_000;
/** Milliseconds after which PostgreSQL ends a transaction whose owner is silent, so that its locks are free again. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
/**
 * Milliseconds that a migration waits for a table, then it begins again. Whoever needs the table meanwhile waits behind
 * it with its connection, so this is far below `CONNECT_TIMEOUT_MS`, after which those fail that wait for one of those
 * connections. Waiting for another node's migration has a limit of Kysely's own.
 */
const MIGRATION_LOCK_TIMEOUT_MS = 300;

const INT8 = 20;

/** Whole numbers of 64 bits as numbers: what we count stays below 2^53. */
const types = {
  getTypeParser: ((oid, format) =>
    oid === INT8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Connections for queries and transactions. They fail within seconds while PostgreSQL is gone. */
export const createPool = (databaseUrl: string, name: string, size: number): PostgresPool & pg.Pool =>
  guarded(
    new pg.Pool({
      connectionString: databaseUrl,
      application_name: name,
      max: size,
      types,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    }),
  );

/** One connection for migrations, which may wait for those of another node and take as long as they take. */
export const createMigrationPool = (databaseUrl: string, name: string): PostgresPool & pg.Pool =>
  guarded(
    new pg.Pool({
      connectionString: databaseUrl,
      application_name: `${name} migrate`,
      max: 1,
      types,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      lock_timeout: MIGRATION_LOCK_TIMEOUT_MS,
    }),
  );

/**
 * A pool that keeps no connection on which something other than PostgreSQL's own answer went wrong: it may be cut
 * off, or busy with what we gave up. Connections that fail while nobody uses them are replaced when needed.
 */
const guarded = (pool: pg.Pool): PostgresPool & pg.Pool => {
  const ignore = () => {};
  pool.on('error', ignore);
  // The pool listens only while it has the connection, and an error that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', ignore));
  const names = createStatementNames();
  const connect = async (): Promise<PostgresPoolClient> => guard(await pool.connect(), names);
  return Object.assign(Object.create(pool), { connect, end: () => pool.end() });
};

const guard = (client: pg.PoolClient, names: StatementNames): PostgresPoolClient => {
  let failure: unknown;
  const query = async (text: string, values?: readonly unknown[]) => {
    // Whatever comes after, the ROLLBACK for one, would only wait for the same timeout again.
    if (failure !== undefined) throw failure;
    try {
      return await queryByName(client, names, text, values ? [...values] : []);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) failure = error;
      throw error;
    }
  };
  const release = (destroy?: boolean) => client.release(destroy === true || failure !== undefined);
  // Kysely declares cursors too, for streams, which we do not use.
  return { query: query as unknown as PostgresPoolClient['query'], release };
};

/**
 * Runs a statement by its name, if it has one: PostgreSQL then reads and plans it once for each connection.
 *
 * A plan is stale once a newer server has added columns to what it selects. The statement is planned anew then; in a
 * transaction, which PostgreSQL ends, by running all of that again (kit/sql/retry.ts).
 */
const queryByName = async (client: pg.PoolClient, names: StatementNames, text: string, values: unknown[]) => {
  const name = values.length > 0 ? names.of(text) : undefined;
  try {
    return await client.query(name === undefined ? { text, values } : { name, text, values });
  } catch (error) {
    if (name === undefined || !isStalePlan(error)) throw error;
    names.renew(name);
    return await client.query({ text, values }).catch(() => {
      throw error;
    });
  }
};
