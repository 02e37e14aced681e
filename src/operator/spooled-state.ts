import { JSONParser } from '@streamparser/json';
import { faultsOf } from '../kit/action/check.ts';
import { breathe } from '../kit/flow/pace.ts';
import { setImmediate } from '../kit/flow/real-time.ts';
import { createRowFile, type RowFile, type Section } from '../kit/flow/row-file.ts';
import { SerializationException } from '../kit/service/errors.ts';
import { type Fault, requestValidationFailed } from '../model/errors.ts';
import { BATCH_SIZE, type Value } from '../store/rows.ts';
import { StateDocument } from './state-document.ts';
import type { CheckedTable, StateSource } from './state-source.ts';

/** How much of a body is parsed at once: some two milliseconds. */
const PIECE_BYTES = 65_536;
/**
 * The most that a row, or what is between rows, may have: it is in memory, and parsed, checked and written at once. No operation takes more
 * than a megabyte, which is twice as long in an export if all of it has to be escaped.
 */
const MOST_BYTES_AT_ONCE = 4_194_304;

/** A state whose rows are in a temporary file. */
export interface SpooledState extends AsyncDisposable {
  source: StateSource;
}

/** A row, and the list and the table that it is of. */
interface FoundRow {
  row: unknown;
  list: unknown;
  name: string;
}

/** Where the rows of one table are. */
interface SpooledTable {
  /** The list in the document that the rows came from, by which a second one of the same name is noticed. */
  list: unknown;
  sections: Section[];
  rowCount: number;
  isTwice?: true;
}

/**
 * Reads a state as it arrives: rows go to a temporary file, the rest of the document is checked against its schema. Memory is
 * bounded, and the event loop is held for a piece of the body at most. Throws SerializationException if it is not JSON in UTF-8,
 * and ValidationException for the faults of the document without its rows.
 */
export const spoolState = async (body: AsyncIterable<Uint8Array>): Promise<SpooledState> => {
  const file = await createRowFile().catch((error: Error) => {
    throw new Error(`The folder for temporary files cannot hold the state: ${error.message}`, {
      cause: error,
    });
  });
  try {
    const tables = new Map<string, SpooledTable>();
    const document = await parse(body, file, tables);
    const faults = [...faultsOf(StateDocument, document), ...twiceFaults(document, tables)];
    if (faults.length > 0) throw requestValidationFailed(faults);
    return {
      source: sourceOf(document as StateDocument, file, tables),
      [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
    };
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
};

/** Parses a document. Returns it without the rows of its tables, which it adds to the file. */
const parse = async (
  body: AsyncIterable<Uint8Array>,
  file: RowFile,
  tables: Map<string, SpooledTable>,
): Promise<unknown> => {
  const parser = new JSONParser({ paths: ['$', '$.tables.*.rows.*'] });
  // Only checks: the parser itself replaces what is not UTF-8.
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let document: unknown;
  let isComplete = false;
  let bytesSinceRow = 0;
  /** What the parser has found in a piece. */
  let found: FoundRow[] = [];
  parser.onValue = ({ value, parent, stack }) => {
    if (stack.length === 0) {
      document = value;
      isComplete = true;
    } else if (Array.isArray(parent)) {
      bytesSinceRow = 0;
      parent.length = 0;
      found.push({ row: value, list: parent, name: String(stack[2]?.key) });
    }
  };
  const addRow = ({ row, list, name }: FoundRow): void => {
    const table = tables.get(name) ?? { list, sections: [], rowCount: 0 };
    tables.set(name, table);
    // Of a table that is there twice: a fault.
    if (table.list !== list) table.isTwice = true;
    const start = file.end;
    file.add(storableRow(row));
    table.rowCount += 1;
    const last = table.sections.at(-1);
    if (last?.end === start) last.end = file.end;
    else table.sections.push({ start, end: file.end });
  };
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      try {
        utf8.decode(piece, { stream: true });
        parser.write(piece);
      } catch {
        throw notJson();
      }
      bytesSinceRow += piece.length;
      if (bytesSinceRow > MOST_BYTES_AT_ONCE) throw tooMuchAtOnce();
      await new Promise<void>((resolve) => setImmediate(resolve));
      for (const one of found) {
        await breathe();
        addRow(one);
      }
      found = [];
      await file.flush();
    }
  }
  try {
    utf8.decode();
    if (!parser.isEnded) parser.end();
  } catch {
    throw notJson();
  }
  if (!isComplete) throw notJson();
  await file.flush(true);
  return document;
};

/** A row without the values that no column can have, however deep they are: in their place is an object, which is refused. */
const storableRow = (row: unknown): unknown =>
  Array.isArray(row)
    ? row.map((value) => (value === null || typeof value === 'string' || Number.isFinite(value) ? value : {}))
    : {};

const sourceOf = (
  { schema, tables: described }: StateDocument,
  file: RowFile,
  tables: ReadonlyMap<string, SpooledTable>,
): StateSource => ({
  schema,
  tables: new Map(
    Object.entries(described).map(([name, { columns }]): [string, CheckedTable] => {
      const { sections, rowCount } = tables.get(name) ?? { sections: [], rowCount: 0 };
      return [name, { columns, rowCount, batches: () => readBatches(file, sections) }];
    }),
  ),
});

async function* readBatches(file: RowFile, sections: readonly Section[]): AsyncGenerator<Value[][]> {
  for (const section of sections) {
    for await (const rows of file.read(section)) {
      for (let at = 0; at < rows.length; at += BATCH_SIZE) yield rows.slice(at, at + BATCH_SIZE) as Value[][];
    }
  }
}

/** The faults of tables that the document has twice. Of two members of one name JSON's readers take the last. */
const twiceFaults = (document: unknown, tables: ReadonlyMap<string, SpooledTable>): Fault[] => {
  const { tables: described = {} } = (document ?? {}) as { tables?: Record<string, { rows?: unknown }> };
  return [...tables]
    .filter(([name, { list, isTwice }]) => isTwice || described?.[name]?.rows !== list)
    .map(([name]) => ({
      FieldName: `tables.${name}`,
      Message: `tables.${name} is there twice.`,
      Code: 'DUPLICATE_KEY_VALUE',
    }));
};

const notJson = () =>
  SerializationException('The request body is not valid JSON in UTF-8. Send what `cosell export` gave.');

const tooMuchAtOnce = () =>
  SerializationException(
    `The request body has more than ${MOST_BYTES_AT_ONCE / 1024 ** 2} MB in one row, or beside the rows. Send what ` +
      '`cosell export` gave.',
  );
