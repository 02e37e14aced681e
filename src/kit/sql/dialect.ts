import type { DatabaseConnection, Dialect } from 'kysely';
import type { Peers } from './peers.ts';
import type { SchemaWords } from './schema.ts';

/** An open database of whichever kind. */
export interface Connections {
  /** For queries outside of transactions. */
  readonly reads: Dialect;
  /** The one connection of `reads`, if there is only one. */
  readonly reader?: DatabaseConnection;
  /** For transactions. */
  readonly writes: Dialect;
  /** For changes of the schema; to be destroyed after them. */
  readonly migrations: Dialect;
  readonly schema: SchemaWords;
  readonly peers: Peers;
  /** Whether a server is connected beside this process. Never in a folder, which only one can open. */
  isInUse(): Promise<boolean>;
  close(): Promise<void>;
}
