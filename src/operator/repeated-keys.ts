import type { Value } from '../store/rows.ts';
import type { TableSource } from '../store/state.ts';

type Key = readonly (Value | undefined)[];

/**
 * Returns a function that takes the keys of a table's rows, one after another, and tells whether an earlier row has the same.
 * An export has its rows in the order of their keys: then the last key is enough, and memory does not grow. For rows in another
 * order it keeps all keys; those of the rows before the first one out of order are read again.
 */
export const createRepeatedKeys = (
  { columns, batches }: TableSource,
  keyColumns: readonly string[],
): ((key: Key) => Promise<boolean>) => {
  let count = 0;
  let last: Key | undefined;
  let seen: Set<string> | undefined;
  const readFirst = async (rowCount: number): Promise<Set<string>> => {
    const keys = new Set<string>();
    let left = rowCount;
    for await (const rows of batches()) {
      for (const row of rows) {
        if (!Array.isArray(row) || row.length !== columns.length) continue;
        if (left === 0) return keys;
        left -= 1;
        keys.add(JSON.stringify(keyColumns.map((column) => row[columns.indexOf(column)])));
      }
    }
    return keys;
  };
  return async (key) => {
    if (!seen) {
      const isNext = last === undefined || isLess(last, key);
      last = key;
      if (isNext) {
        count += 1;
        return false;
      }
      seen = await readFirst(count);
    }
    const text = JSON.stringify(key);
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  };
};

/** Compares keys by their columns. Values of different types, which are faults, are never less than each other. */
const isLess = (one: Key, other: Key): boolean => {
  for (const [place, value] of one.entries()) {
    const compared = other[place];
    if (value === compared) continue;
    if (typeof value === 'string' && typeof compared === 'string') return value < compared;
    if (typeof value === 'number' && typeof compared === 'number') return value < compared;
    return false;
  }
  return false;
};
