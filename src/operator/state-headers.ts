import { connectionHeaderFaults, targetHeaderFaults } from '../rules/events/headers.ts';
import type { Value } from '../store/rows.ts';

/** Reads a column of a row in a state to be imported. */
type Read = (column: string) => Value | undefined;

/**
 * Returns what is wrong with the headers in a row to be imported: the faults for which CreateConnection and PutTargets
 * would refuse it. Nothing for rows without headers, and for JSON of another shape.
 */
export const headerFaultsOfRow = (table: string, read: Read): string[] => {
  const faults = tables[table]?.(read) ?? [];
  return faults.map((fault) => `has headers that no request may have: ${fault.replace(/\.$/, '')}`);
};

const tables: Readonly<Record<string, (read: Read) => string[]>> = {
  event_connections: (read) => faultsIn(read('secrets'), connectionHeaderFaults),
  event_targets: (read) =>
    faultsIn(read('document'), (target: object) => targetHeaderFaults({ Arn: '', ...target })),
};

const faultsIn = (text: Value | undefined, faultsOf: (document: object) => string[]): string[] => {
  try {
    const document: unknown = JSON.parse(String(text));
    return typeof document === 'object' && document !== null ? faultsOf(document) : [];
  } catch {
    return [];
  }
};
