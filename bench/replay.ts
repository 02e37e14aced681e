import { randomUUID } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { randomIds } from '../src/model/identifiers.ts';
import type { Change } from './recording.ts';

/** Returns the statement that makes a recorded change, with its parameters in the order of the `?`. */
export const statementOf = ({
  kind,
  table,
  key,
  values,
}: Change): { sql: string; parameters: SQLInputValue[] } => {
  const columns = Object.keys(values);
  const where = Object.keys(key)
    .map((column) => `${column} = ?`)
    .join(' and ');
  const sql = {
    insert: `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    update: `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where ${where}`,
    delete: `delete from ${table} where ${where}`,
  }[kind];
  return { sql, parameters: [...Object.values(values), ...(kind === 'insert' ? [] : Object.values(key))] };
};

const ids: readonly [RegExp, () => string][] = [
  [/^O\d/, randomIds.opportunity],
  [/^eng-/, randomIds.engagement],
  [/^engi-/, randomIds.invitation],
  [/^task-/, () => randomIds.task(13)],
  [/^job-/, randomIds.snapshotJob],
  [/^/, randomUUID],
];
const anyId = /O\d{15}|(?:engi?|task|job)-[0-9a-z]{13,14}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export type IdChanger = (value: SQLInputValue) => SQLInputValue;

/** Returns a function that replaces each id in a text by a new one of the same form, consistently. */
export const idChanger = (): IdChanger => {
  const known = new Map<string, string>();
  const change = (id: string): string => {
    const own = known.get(id) ?? ids.find(([form]) => form.test(id))?.[1]() ?? id;
    known.set(id, own);
    return own;
  };
  return (value) => (typeof value === 'string' ? value.replace(anyId, change) : value);
};
