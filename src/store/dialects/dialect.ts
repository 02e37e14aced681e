import type { Dialect } from 'kysely';
import type { SchemaWords } from './schema.ts';

/** An open database of whichever kind. */
export interface Connections {
  /** For what is outside of transactions. */
  readonly reads: Dialect;
  /** For transactions. */
  readonly writes: Dialect;
  /** For changes of the schema; to be destroyed after them. */
  readonly migrations: Dialect;
  readonly schema: SchemaWords;
  close(): Promise<void>;
}
