import { type Dialect, PostgresDialect } from 'kysely';
import type { Snapshot } from '../dialect.ts';
import { createSnapshotPool } from './pool.ts';

/** Opens a snapshot: a transaction at REPEATABLE READ on a connection of its own, so that it takes none of the pool. */
export const openSnapshot = async (databaseUrl: string, name: string): Promise<Snapshot> => {
  const pool = createSnapshotPool(databaseUrl, name);
  const client = await pool.connect().catch(async (error) => {
    await pool.end();
    throw error;
  });
  const close = async (): Promise<void> => {
    // Ends the transaction with the connection.
    client.release(true);
    await pool.end();
  };
  try {
    await client.query('begin isolation level repeatable read read only', []);
    // PostgreSQL takes the snapshot with the first statement.
    await client.query('select 1', []);
  } catch (error) {
    await close();
    throw error;
  }
  const only = { query: client.query, release: () => {} };
  const dialect: Dialect = new PostgresDialect({
    pool: async () => ({ connect: async () => only, end: async () => {} }) as never,
  });
  return { dialect, close };
};
