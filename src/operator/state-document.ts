import Type, { type Static } from 'typebox';
import type { Value } from '../store/rows.ts';

/** The version of the format. It changes when old and new versions of cosell could not read each other's documents. */
export const FORMAT = 1 as const;

/** The whole state. */
export const StateDocument = Type.Object({
  format: Type.Literal(FORMAT, { description: 'The version of the format.' }),
  at: Type.Optional(Type.String({ description: 'When it was exported, by the server’s clock.' })),
  schema: Type.Array(Type.String(), { description: 'The migrations that the tables have.' }),
  tables: Type.Record(
    Type.String(),
    Type.Object({
      columns: Type.Array(Type.String()),
      // Their types come from the columns of the database.
      rows: Type.Array(Type.Array(Type.Unsafe<Value>({}))),
    }),
  ),
});
export type StateDocument = Static<typeof StateDocument>;
