import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { createFairGate, OverloadedError } from '../../flow/fair-gate.ts';
import { currentTimes } from '../../flow/on-behalf.ts';
import { type Times, timed } from '../../flow/times.ts';
import { beginTransactionSpan, type TransactionSpan } from '../../trace/database-span.ts';
import { isStalePlan } from '../errors.ts';
import { createStatementNames, type StatementNames } from './statement-names.ts';

/** Timeout of connecting. */
const CONNECT_TIMEOUT_MS = 2_000;
/** How long a query or transaction waits for a free connection of the pool. */
const PATIENCE_MS = 10_000;
/** Timeout after which PostgreSQL cancels a statement: each should be one indexed read or write. */
const STATEMENT_TIMEOUT_MS = 4_000;
/** Timeout after which a statement counts as lost, if PostgreSQL hangs or the network is down. */
const ANSWER_TIMEOUT_MS = 5_000;
/** Timeout after which PostgreSQL ends an idle transaction, to release its locks. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
/**
 * How long a migration waits for a table lock before it starts over. Queries on the table queue behind it and keep their
 * connections, so this is far below `CONNECT_TIMEOUT_MS`, after which requests for those connections fail. Kysely has
 * its own limit of waiting for another node's migration.
 */
const MIGRATION_LOCK_TIMEOUT_MS = 300;

const INT8 = 20;

/** Parses 64-bit integers to numbers: our counts stay below 2^53. */
const types = {
  getTypeParser: ((oid, format) =>
    oid === INT8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** A pool, and how many wait for one of its connections. */
export type FairPool = PostgresPool & pg.Pool & { waitingForPlace(): number };

/** A connection pool for queries and transactions. They fail within seconds if PostgreSQL is down. */
export const createPool = (databaseUrl: string, name: string, size: number): FairPool =>
  fairly(
    size,
    new pg.Pool({
      connectionString: databaseUrl,
      application_name: name,
      max: size,
      types,
      keepAlive: true,
      // For what begins a transaction, see `guard`; and statements of one that do not wait for each other share a round trip.
      pipeline: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    }),
  );

/**
 * Shares the connections of a pool fairly between the keys of kit/flow/on-behalf.ts. The pool itself never waits: its own
 * queue fails after the timeout of connecting.
 */
const fairly = (places: number, pool: pg.Pool): FairPool => {
  const inner = guarded(pool);
  const gate = createFairGate({
    ...{ places, patienceMs: PATIENCE_MS },
    overloaded: ({ waited }) =>
      new OverloadedError(
        waited
          ? `Waited ${PATIENCE_MS} ms for a connection to PostgreSQL.`
          : 'Too many queries wait for a connection to PostgreSQL.',
      ),
  });
  const connect = async (): Promise<PostgresPoolClient> => {
    const times = currentTimes();
    const span = beginTransactionSpan('postgresql');
    const entering = gate.enter();
    await (times ? timed(times, 'connection', entering) : entering);
    try {
      const connecting = (inner as PostgresPool).connect();
      const { query, release } = await (times ? timed(times, 'connection', connecting) : connecting);
      return {
        query: times || span ? noted(times, span, query) : query,
        release: (...how: []) => {
          release(...how);
          gate.leave();
          span?.end();
        },
      };
    } catch (error) {
      gate.leave();
      throw error;
    }
  };
  return Object.assign(Object.create(inner), {
    connect,
    end: () => inner.end(),
    waitingForPlace: () => gate.waiting,
  });
};

/** What begins and ends a transaction is no statement of its own. */
const BOUNDS = /^(?:begin|start transaction|commit|rollback)\b/;

/** Notes each statement, and the commit apart. */
const noted = (
  times: Times | undefined,
  span: TransactionSpan | undefined,
  query: PostgresPoolClient['query'],
): PostgresPoolClient['query'] => {
  const run = (text: string, values: readonly unknown[]) => {
    const running = query(text, values);
    if (text === 'commit') return times ? timed(times, 'commit', running) : running;
    if (!BOUNDS.test(text)) span?.statement(text);
    if (!times) return running;
    if (!BOUNDS.test(text)) times.statements += 1;
    return timed(times, 'queries', running);
  };
  return run as PostgresPoolClient['query'];
};

/** One connection for migrations, without a statement timeout: they may take long or wait for another node's. */
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

/** One connection for a read that may last for hours, without timeouts of its statements and pauses. */
export const createSnapshotPool = (databaseUrl: string, name: string): PostgresPool & pg.Pool =>
  guarded(
    new pg.Pool({
      connectionString: databaseUrl,
      application_name: `${name} export`,
      max: 1,
      types,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    }),
  );

/**
 * A pool that discards a connection after any error that PostgreSQL did not send: it may be cut off, or still busy with
 * a statement that timed out. The pool replaces connections that fail while idle.
 */
const guarded = (pool: pg.Pool): PostgresPool & pg.Pool => {
  const ignore = () => {};
  pool.on('error', ignore);
  // The pool handles errors of idle connections only, and an unhandled 'error' event would end the process.
  pool.on('connect', (client) => client.on('error', ignore));
  const names = createStatementNames();
  const connect = async (): Promise<PostgresPoolClient> => guard(await pool.connect(), names);
  return Object.assign(Object.create(pool), { connect, end: () => pool.end() });
};

/** How Kysely begins a transaction without settings, and what it is told before the transaction has begun. */
const BEGIN = 'begin';
const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] };

/**
 * What may be sent before PostgreSQL has answered `begin`. If the transaction does not begin, because it is cancelled at that moment, PostgreSQL
 * runs what was sent after it by itself: that does no harm if it reads, or locks rows.
 */
const READS = /^select\b/;

/** A transaction begins with its first statement: if that reads, `begin` is sent with it, not in a round trip of its own. */
const guard = (client: pg.PoolClient, names: StatementNames): PostgresPoolClient => {
  let failure: unknown;
  let isToBegin = false;
  /** Until PostgreSQL has begun the transaction; if it did not, every statement fails. */
  let beginning: Promise<unknown> | undefined;
  const begin = (): void => {
    isToBegin = false;
    beginning = client.query(BEGIN);
    const begun = () => {
      beginning = undefined;
    };
    beginning.then(begun, () => {});
  };
  const query = async (text: string, values?: readonly unknown[]) => {
    // Fail fast: a later statement, such as ROLLBACK, would wait for the same timeout again.
    if (failure !== undefined) throw failure;
    if (text === BEGIN) {
      isToBegin = true;
      return BEGUN;
    }
    try {
      if (isToBegin) begin();
      if (beginning && !READS.test(text)) await beginning;
      const running = queryByName(client, names, text, values ? [...values] : []);
      const [answer] = await Promise.all([running, beginning]);
      return answer;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) failure = error;
      throw error;
    }
  };
  const release = (destroy?: boolean) => client.release(destroy === true || failure !== undefined);
  // Kysely's type has cursors too, for streams; we do not use them.
  return { query: query as unknown as PostgresPoolClient['query'], release };
};

/**
 * Runs a statement by its name, if it has one: PostgreSQL then parses and plans it once per connection.
 *
 * A plan becomes stale when a newer server adds columns to the selected tables. The statement then runs again without a
 * name. That fails inside a transaction, which PostgreSQL has aborted, so kit/sql/retry.ts retries the transaction.
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
