import Type, { type Static } from 'typebox';
import type { Fault } from '../model/errors.ts';
import type { Value } from '../store/rows.ts';
import type { KnownColumn, KnownTable } from '../store/state.ts';
import { headerFaultsOfRow } from './state-headers.ts';
import { settingFault } from './state-settings.ts';

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

/** Maximum number of faults that are reported. */
const MOST_FAULTS = 100;

/** Returns the faults that prevent a state from being written to these tables: schema, tables, columns, values, keys. */
export const stateFaults = (
  state: StateDocument,
  tables: ReadonlyMap<string, KnownTable>,
  schema: readonly string[],
): Fault[] => {
  const newer = state.schema.filter((name) => !schema.includes(name));
  if (newer.length > 0) {
    return [
      fault(
        'schema',
        `is of a newer version of cosell (${newer.join(', ')}); import it there`,
        'INVALID_VALUE',
      ),
    ];
  }
  const faults: Fault[] = [];
  for (const [name, { columns: given, rows }] of Object.entries(state.tables)) {
    const known = tables.get(name);
    if (!known) {
      faults.push(fault(`tables.${name}`, 'is no table that holds state', 'INVALID_VALUE'));
      continue;
    }
    if (rows.length === 0) continue;
    const wrong = columnFaults(`tables.${name}.columns`, given, known.columns);
    faults.push(...(wrong.length > 0 ? wrong : rowFaults(name, given, rows, known)));
    if (faults.length >= MOST_FAULTS) return faults.slice(0, MOST_FAULTS);
  }
  return faults;
};

const columnFaults = (path: string, given: string[], known: ReadonlyMap<string, KnownColumn>): Fault[] => [
  ...given
    .filter((column) => !known.has(column))
    .map((column) => fault(path, `has ${column}, which the table has not`, 'INVALID_VALUE')),
  ...given
    .filter((column, index) => given.indexOf(column) !== index)
    .map((column) => fault(path, `has ${column} twice`, 'DUPLICATE_KEY_VALUE')),
  ...[...known]
    .filter(([column, { isNullable, hasDefault }]) => !given.includes(column) && !isNullable && !hasDefault)
    .map(([column]) => fault(path, `lacks ${column}`, 'REQUIRED_FIELD_MISSING')),
];

const rowFaults = (table: string, columns: string[], rows: Value[][], known: KnownTable): Fault[] => {
  const faults: Fault[] = [];
  const places = known.key.map((column) => columns.indexOf(column));
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const at = `tables.${table}.rows[${index}]`;
    if (faults.length >= MOST_FAULTS) break;
    if (row.length !== columns.length) {
      faults.push(fault(at, `has to have ${columns.length} values`, 'INVALID_VALUE'));
      continue;
    }
    for (const [place, column] of columns.entries()) {
      const says = valueFault(row[place], known.columns.get(column));
      if (says) faults.push(fault(`${at}[${place}]`, `(${column}) ${says}`, 'INVALID_VALUE'));
    }
    const key = JSON.stringify(places.map((place) => row[place]));
    if (seen.has(key)) faults.push(fault(at, 'has the key of an earlier row', 'DUPLICATE_KEY_VALUE'));
    seen.add(key);
    for (const says of headerFaultsOfRow(table, (column) => row[columns.indexOf(column)])) {
      faults.push(fault(at, says, 'INVALID_VALUE'));
    }
    if (table === 'meta') {
      const says = settingFault(row[columns.indexOf('name')], row[columns.indexOf('value')]);
      if (says) faults.push(fault(at, says, 'INVALID_VALUE'));
    }
  }
  return faults;
};

const valueFault = (value: unknown, known: KnownColumn | undefined): string | undefined => {
  if (value === null) return known?.isNullable ? undefined : 'may not be null';
  if (!known?.isText) return Number.isSafeInteger(value) ? undefined : 'has to be a whole number';
  if (typeof value !== 'string') return 'has to be a text';
  // PostgreSQL cannot store this character.
  if (value.includes('\0')) return 'may not have the character U+0000';
  if (known.json === 'object' && !isObject(value)) return 'has to be a JSON object';
  return known.json === 'any' && !isJson(value) ? 'has to be JSON' : undefined;
};

const isObject = (text: string): boolean => {
  const value: unknown = text !== '' && isJson(text) ? JSON.parse(text) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value);
};

const isJson = (text: string): boolean => {
  // Skips parsing, because a large state has thousands of such values.
  if (text === '' || text === '[]') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const fault = (path: string, says: string, Code: Fault['Code']): Fault => ({
  FieldName: path,
  Message: `${path} ${says}.`,
  Code,
});
