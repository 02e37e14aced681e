import { unstorableText } from '../kit/action/text.ts';
import { breathe } from '../kit/flow/pace.ts';
import type { Fault } from '../model/errors.ts';
import type { KnownColumn, KnownTable } from '../store/state.ts';
import { createRepeatedKeys } from './repeated-keys.ts';
import { settingFault } from './state-settings.ts';
import { type ReadColumn, shapeFaults } from './state-shapes.ts';
import type { CheckedTable, StateSource } from './state-source.ts';

/** Maximum number of faults that are reported. */
const MOST_FAULTS = 100;

/** Returns the faults that prevent a state from being written to these tables: schema, tables, columns, values, keys. */
export const stateFaults = async (
  state: StateSource,
  tables: ReadonlyMap<string, KnownTable>,
  schema: readonly string[],
): Promise<Fault[]> => {
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
  for (const [name, source] of state.tables) {
    const known = tables.get(name);
    if (!known) {
      faults.push(fault(`tables.${name}`, 'is no table that holds state', 'INVALID_VALUE'));
      continue;
    }
    if (source.rowCount === 0) continue;
    const wrong = columnFaults(`tables.${name}.columns`, source.columns, known.columns);
    faults.push(...(wrong.length > 0 ? wrong : await rowFaults(name, source, known)));
    if (faults.length >= MOST_FAULTS) return faults.slice(0, MOST_FAULTS);
  }
  return faults;
};

const columnFaults = (
  path: string,
  given: readonly string[],
  known: ReadonlyMap<string, KnownColumn>,
): Fault[] => [
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

const rowFaults = async (table: string, source: CheckedTable, known: KnownTable): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const { columns } = source;
  const isRepeated = createRepeatedKeys(source, known.key);
  let index = 0;
  for await (const rows of source.batches()) {
    for (const row of rows) {
      if (faults.length >= MOST_FAULTS) return faults;
      const at = `tables.${table}.rows[${index}]`;
      index += 1;
      await breathe();
      if (!Array.isArray(row)) {
        faults.push(fault(at, 'must be array', 'INVALID_VALUE'));
        continue;
      }
      if (row.length !== columns.length) {
        faults.push(fault(at, `has to have ${columns.length} values`, 'INVALID_VALUE'));
        continue;
      }
      const read: ReadColumn = (column) => row[columns.indexOf(column)];
      const key = known.key.map(read);
      for (const [place, column] of columns.entries()) {
        for (const says of valueFaults(row[place], known.columns.get(column), read))
          faults.push(fault(`${at}[${place}]`, `(${column} of ${shownKey(key)}) ${says}`, 'INVALID_VALUE'));
      }
      if (await isRepeated(key))
        faults.push(fault(at, 'has the key of an earlier row', 'DUPLICATE_KEY_VALUE'));
      const says = table === 'meta' ? settingFault(read('name'), read('value')) : undefined;
      if (says) faults.push(fault(at, says, 'INVALID_VALUE'));
    }
  }
  return faults;
};

/** Keys are ids and names, which may be long. */
const shownKey = (key: readonly unknown[]): string => {
  const text = JSON.stringify(key);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

const valueFaults = (value: unknown, known: KnownColumn | undefined, read: ReadColumn): string[] => {
  if (value === null) return known?.isNullable ? [] : ['may not be null'];
  if (!known?.isText) {
    return Number.isSafeInteger(value)
      ? listed(known?.format?.(value as number))
      : ['has to be a whole number'];
  }
  if (typeof value !== 'string') return ['has to be a text'];
  const unstorable = unstorableText(value);
  if (unstorable) return [unstorable];
  return [...listed(known.format?.(value)), ...(known.json ? shapeFaults(known.json, value, read) : [])];
};

const listed = (says: string | undefined): string[] => (says === undefined ? [] : [says]);

const fault = (path: string, says: string, Code: Fault['Code']): Fault => ({
  FieldName: path,
  // What a rule says is a sentence already.
  Message: `${path} ${says.replace(/\.$/, '')}.`,
  Code,
});
