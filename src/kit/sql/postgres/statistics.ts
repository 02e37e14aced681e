import type { PostgresPool } from 'kysely';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import { clearInterval, setInterval } from '../../flow/real-time.ts';

const INTERVAL_MS = 2_000;
/** A table that is larger takes longer to double than autovacuum takes to come by. */
const LARGE_ROWS = 100_000;

/**
 * Tells PostgreSQL's planner as soon as a table has doubled. Its autovacuum does so once a minute, and until then the planner
 * knows nothing of a new database's tables: any index costs it the same, so that it found a row by its key in an index that
 * begins with the account, and read all rows of that account. `ANALYZE` makes all connections plan anew. Costs a query of
 * PostgreSQL's counters every two seconds. Fails silently: autovacuum comes later.
 */
export const keepStatistics = (pool: PostgresPool): { end(): Promise<void> } => {
  const looking = oneAtATime(async () => {
    const { query, release } = await pool.connect();
    try {
      const { rows } = await query<{ table: string }>(GROWN, []);
      for (const { table } of rows) await query(`analyze (skip_locked) ${table}`, []);
    } finally {
      release();
    }
  });
  const timer = setInterval(() => looking.run().catch(() => {}), INTERVAL_MS).unref();
  return {
    end: async () => {
      clearInterval(timer);
      await looking.ended();
    },
  };
};

/** `reltuples` is -1 until the first `ANALYZE`. */
const GROWN = `
  select counted.relid::regclass::text as table
  from pg_stat_user_tables as counted join pg_class as known on known.oid = counted.relid
  where counted.schemaname = current_schema() and pg_get_userbyid(known.relowner) = current_user
    and counted.n_live_tup between 100 + 2 * greatest(known.reltuples, 0) and ${LARGE_ROWS}`;
