import Type from 'typebox';
import { readSchemaNames, readState, type StateRows } from '../../store/state.ts';
import { action, type Operator } from '../action.ts';
import { FORMAT, StateDocument } from '../state-document.ts';
import { revealSecrets } from '../state-secrets.ts';

/**
 * Costs a query per table and per 200 rows, on a snapshot: requests and jobs continue. Over HTTP the document is written as it is
 * read, so memory does not grow with it.
 */
export const exportState = action({
  name: 'state.export',
  method: 'GET',
  path: '/_cosell/state',
  summary: 'Exports the whole state at one moment, including secrets of connections, as one document.',
  scope: 'admin',
  takes: Type.Object({}),
  answers: StateDocument,
  command: { words: 'export', example: 'cosell export > state.json' },
  handle: async (_, operator) => {
    const tables: StateDocument['tables'] = {};
    let schema: string[] = [];
    for await (const read of readAll(operator)) {
      if ('schema' in read) schema = read.schema;
      else {
        tables[read.table] ??= { columns: read.columns, rows: [] };
        for (const row of read.rows) tables[read.table]?.rows.push(row);
      }
    }
    return { format: FORMAT, at: operator.now, schema, tables };
  },
  async *writePieces(_, operator) {
    let table: string | undefined;
    for await (const read of readAll(operator)) {
      if ('schema' in read) {
        const head = { format: FORMAT, at: operator.now, schema: read.schema };
        yield `${JSON.stringify(head).slice(0, -1)},"tables":{`;
        continue;
      }
      const rows = JSON.stringify(read.rows).slice(1, -1);
      if (read.table === table) yield `,${rows}`;
      else {
        const begin = `${JSON.stringify(read.table)}:{"columns":${JSON.stringify(read.columns)},"rows":[`;
        yield `${table === undefined ? '' : ']},'}${begin}${rows}`;
      }
      table = read.table;
    }
    yield table === undefined ? '}}' : ']}}}';
  },
});

/** Reads the names of the migrations, then all rows, at one moment. */
async function* readAll({
  services: { store, secrets },
}: Operator): AsyncGenerator<{ schema: string[] } | StateRows> {
  const snapshot = await store.openSnapshot();
  try {
    yield { schema: await readSchemaNames(snapshot.rows) };
    for await (const batch of readState(snapshot.rows)) yield await revealSecrets(batch, secrets);
  } finally {
    await snapshot.close();
  }
}
