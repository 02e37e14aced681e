import { readDuration } from '../../kit/flow/durations.ts';
import { loadTables } from '../tables.ts';
import type { ExpiringTable } from './step.ts';

/** How long rows are kept: `off` for good, or durations such as `90d` by the name of an option, each `off` for good. */
export type RetentionSetting = 'off' | Readonly<Record<string, string>>;

/** A table whose rows are deleted, and after how long. */
export interface KeptFor {
  table: ExpiringTable;
  /** In milliseconds; undefined for good. */
  keepMs: number | undefined;
}

const DAY_MS = 86_400_000;
/** So that a wrong unit, such as 90ms, does not delete everything at once. */
const LEAST_MS = 60_000;
/** A hundred years: dates stay valid. */
const MOST_MS = 36_525 * DAY_MS;

/** Returns the tables whose rows are deleted after a time, those first to which others refer. */
const loadExpiringTables = async (): Promise<ExpiringTable[]> => {
  const tables = (await loadTables()).filter((table): table is ExpiringTable => 'option' in table.retention);
  return tables.sort(
    (one, other) =>
      Number(one.retention.follows !== undefined) - Number(other.retention.follows !== undefined),
  );
};

/** Returns how long the rows of each table are kept. Throws an Error that says what to change if the setting is not valid. */
export const readRetention = async (setting: RetentionSetting = {}): Promise<KeptFor[]> => {
  const tables = await loadExpiringTables();
  const names = tables.map(({ retention }) => retention.option).sort();
  const given = setting === 'off' ? Object.fromEntries(names.map((name) => [name, 'off'])) : setting;
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`Retention has no ${unknown}. It has ${names.join(', ')}, and off for all.`);
  const kept = tables.map((table) => {
    const { option, defaultDays } = table.retention;
    return { table, keepMs: readTime(option, given[option] ?? `${defaultDays}d`) };
  });
  for (const { table, keepMs } of kept) {
    const { option, follows } = table.retention;
    const first = kept.find((other) => other.table.retention.option === follows);
    if (!first || keepMs === undefined) continue;
    if (first.keepMs === undefined || first.keepMs > keepMs)
      throw new Error(
        `The retention of ${option} has to be at least that of ${follows}, which name them: a request that is repeated with its token gets them.`,
      );
  }
  return kept;
};

const readTime = (name: string, text: string): number | undefined => {
  if (text === 'off') return undefined;
  const milliseconds = readDuration(text);
  if (milliseconds !== undefined && milliseconds >= LEAST_MS && milliseconds <= MOST_MS) return milliseconds;
  throw new Error(`The retention ${name}=${text} is no time from 1m to 36525d such as 90d or 12h, nor off.`);
};

/** Writes a time as people give it: in the greatest unit that it is a whole number of. */
export const writeTime = (milliseconds: number): string => {
  const units = [
    ['d', DAY_MS],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const;
  const [unit, length] = units.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  return `${milliseconds / length}${unit}`;
};
