import { sql } from 'kysely';
import type { Timestamp } from '../model/contract.ts';

/**
 * The time of PostgreSQL, so many seconds later, as a `Timestamp`: what nodes go by that share a database, because their own
 * clocks may be minutes apart, and one that is ahead would take what another one holds.
 */
export const databaseTime = (seconds: number) =>
  sql<Timestamp>`to_char((clock_timestamp() + make_interval(secs => ${sql.lit(seconds)})) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
