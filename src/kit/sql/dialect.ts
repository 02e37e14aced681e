import type { DatabaseConnection, Dialect } from 'kysely';
import type { Peers } from './peers.ts';
import type { SchemaDialect } from './schema.ts';

/** A consistent read that outlasts a transaction. */
export interface Snapshot {
  /** For queries of one Kysely instance, which the caller destroys before it closes the snapshot. */
  readonly dialect: Dialect;
  close(): Promise<void>;
}

/** What is used of a database at this moment. */
export interface Usage {
  /** What there was since the database was opened, if a commit may be of several transactions. */
  readonly grouped?: { readonly transactions: number; readonly rollbacks: number; readonly commits: number };
  /** How many wait for the writer lock of SQLite, or for a connection to PostgreSQL. */
  readonly waiting: number;
  /** Connections to PostgreSQL, or the writer of SQLite. */
  readonly connections: { readonly used: number; readonly idle: number };
}

/** An open database, SQLite or PostgreSQL. */
export interface Connections {
  /** For queries outside of transactions. */
  readonly reads: Dialect;
  /** The connection of `reads`, if there is only one. */
  readonly reader?: DatabaseConnection;
  /**
   * Opens a connection whose queries all see the data of this moment, however long it stays open. It delays no transaction,
   * but until it closes SQLite's write-ahead log grows, and PostgreSQL keeps what others delete.
   */
  openSnapshot(): Promise<Snapshot>;
  /** For transactions. */
  readonly writes: Dialect;
  /** For schema changes. The caller destroys it after the migration. */
  readonly migrations: Dialect;
  readonly schema: SchemaDialect;
  readonly peers: Peers;
  /**
   * Runs `work`, whose transactions may change most of the database. On SQLite they run in a thread of their own, so that
   * reads go on, however long a commit takes, and memory stays bounded.
   */
  withLargeTransactions<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Returns why nothing can be written durably, as a clause, although reads may succeed: the disk is full, or the files are
   * gone. Undefined if nothing is known. SQLite writes and syncs a small file.
   */
  findFault(): Promise<string | undefined>;
  /** Whether another server is connected. Always false for SQLite, because only one process can open a folder. */
  isInUse(): Promise<boolean>;
  /** Costs nothing. */
  usage(): Usage;
  close(): Promise<void>;
}
