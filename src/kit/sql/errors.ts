/** SQLite's extended result codes for a duplicate PRIMARY KEY, UNIQUE column and ROWID (sqlite.org/rescode.html). */
const SQLITE_UNIQUE_VIOLATIONS: readonly unknown[] = [1555, 2067, 2579];

/** PostgreSQL's SQLSTATE `unique_violation` (postgresql.org/docs/current/errcodes-appendix.html). */
const POSTGRESQL_UNIQUE_VIOLATION = '23505';

/** Whether a statement failed because a row with the same key exists, in either database. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('errcode' in error && SQLITE_UNIQUE_VIOLATIONS.includes(error.errcode)) return true;
  return 'code' in error && error.code === POSTGRESQL_UNIQUE_VIOLATION;
}

/**
 * PostgreSQL's SQLSTATEs `serialization_failure`, `deadlock_detected` and (with a lock timeout) `lock_not_available`:
 * the same transaction may succeed on a retry.
 */
const POSTGRESQL_CONCURRENCY_FAILURES: readonly unknown[] = ['40001', '40P01', '55P03'];

/** Whether PostgreSQL rejected a prepared statement because its result columns changed. It has no SQLSTATE of its own. */
export function isStalePlan(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'routine' in error &&
    error.routine === 'RevalidateCachedQuery'
  );
}

/** Whether the database rolled back a transaction in favour of another. SQLite never does: it runs one at a time. */
export function isConcurrencyFailure(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return POSTGRESQL_CONCURRENCY_FAILURES.includes(error.code) || isStalePlan(error);
}
