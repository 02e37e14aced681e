import { layOut } from '../table.ts';

/** Whether the output is for people rather than programs. */
export const isForPeople = (json: boolean): boolean => !json && process.stdout.isTTY === true;

/** Formats a response as tables: one for each list, and one for the other members. */
export const asTables = (answer: unknown): string => {
  if (!isRecord(answer)) return String(answer);
  const lists = Object.entries(answer).filter(([, value]) => isList(value));
  const others = Object.entries(answer).filter(([, value]) => !isList(value));
  const parts = lists.map(([name, rows]) => listTable(name, rows as Record<string, unknown>[]));
  if (others.length > 0) parts.push(memberTable(others));
  return parts.join('\n') || 'Done.';
};

const listTable = (name: string, rows: Record<string, unknown>[]): string => {
  if (rows.length === 0) return `No ${name}.`;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return layOut({ head: columns, rows: rows.map((row) => columns.map((column) => cell(row[column]))) });
};

const memberTable = (members: [string, unknown][]): string =>
  layOut({ rows: members.map(([name, value]) => [name, cell(value)]) });

const cell = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (isList(value)) return (value as Record<string, unknown>[]).map(line).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Formats an element of a nested list. */
const line = (record: Record<string, unknown>): string =>
  Object.values(record)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join('  ');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);
