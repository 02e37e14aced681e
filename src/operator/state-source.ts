import { BATCH_SIZE, type Value } from '../store/rows.ts';
import type { TableSource } from '../store/state.ts';
import type { StateDocument } from './state-document.ts';

/** A state to be checked and written. Its rows can be read any number of times. */
export interface StateSource {
  schema: readonly string[];
  tables: ReadonlyMap<string, CheckedTable>;
}

export interface CheckedTable extends TableSource {
  rowCount: number;
}

/** A state that is in memory as a whole. */
export const sourceOf = ({ schema, tables }: StateDocument): StateSource => ({
  schema,
  tables: new Map(
    Object.entries(tables).map(([name, { columns, rows }]): [string, CheckedTable] => [
      name,
      { columns, rowCount: rows.length, batches: () => batchesOf(rows) },
    ]),
  ),
});

function* batchesOf(rows: Value[][]): Generator<Value[][]> {
  for (let at = 0; at < rows.length; at += BATCH_SIZE) yield rows.slice(at, at + BATCH_SIZE);
}
