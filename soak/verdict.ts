import { loadTables } from '../src/store/tables.ts';
import type { StoreSize } from './store-size.ts';

/** What was measured at the end of a period: a month of the server's clock, or a part of an hour. */
export interface Period extends StoreSize {
  /** From 1. */
  number: number;
  /** The median of the reads, in milliseconds. */
  readMs: number;
  /**
   * What the server has in use at the end, in MB: its resident memory once V8 has collected all garbage and given back its pages. How
   * much room V8 keeps for garbage says nothing of what grows: it depends on how busy the machine is. Absent if it is in this process.
   */
  memoryMb?: number | undefined;
  /** Resident memory of the server in MB with that room, the most of the period. Told, and not judged. */
  residentMb?: number | undefined;
  /** Processor time of the server for a piece of work, in milliseconds. */
  cpuMs?: number | undefined;
  /** What the yardstick took meanwhile, in milliseconds of processor time. */
  yardstickMs?: number | undefined;
}

/** How much longer what is bounded may become. */
const TOLERANCE = 1.1;
/** How much more processor time a call may cost with all the data of the run: the bound that bench/scale.ts has for any. */
const MOST_CPU = 1.3;
/** Tables that no retention empties, and that work does not fill. */
const CONSTANT = ['meta', 'event_subscriptions', 'quota_usage', 'accounts'];
/** An invitation's job stays until the 15 days of the invitation are over, answered or not. */
const JOB_DAYS = 15;

/** The tables whose rows do not grow for good, and after how many periods they are as long as they get. */
export const boundedTables = async (
  keptFor: (option: string) => number | undefined,
  periodsOf: (days: number) => number,
): Promise<Map<string, number>> => {
  const bounded = new Map<string, number>([['jobs', periodsOf(JOB_DAYS) + 1]]);
  for (const { name, retention } of await loadTables()) {
    const days = 'option' in retention ? keptFor(retention.option) : undefined;
    // One period more, because what is over is deleted at the end of a step.
    if (days !== undefined) bounded.set(name, periodsOf(days) + 1);
  }
  // Some of their rows come with the first deletion of each kind.
  const settled = Math.max(...bounded.values());
  for (const name of CONSTANT) bounded.set(name, settled);
  return bounded;
};

/**
 * Returns what grew beyond what retention promises, a sentence each.
 *
 * @param waiting of how many periods the rows may wait for the next deletion when a period ends: the server deletes once a minute, so that
 *   the ends of two minutes differ by as much as one of them makes
 */
export const faultsOf = (
  periods: readonly Period[],
  bounded: ReadonlyMap<string, number>,
  waiting = 0,
): string[] => [
  ...[...bounded].flatMap(([table, full]) => growthOf(periods, table, full, waiting)),
  ...growthOfFile(periods, Math.max(...bounded.values())),
  ...quarterFault(periods, 'memory', ({ memoryMb }) => memoryMb, TOLERANCE),
  ...quarterFault(periods, 'processor time of a piece of work', cpuInYardsticks, MOST_CPU),
  ...periods
    .filter(({ overdue }) => overdue > 0)
    .map(({ number, overdue }) => `${overdue} invitations are overdue at the end of period ${number}.`),
];

/** A machine that does much else at the end of a run takes longer for everything. */
export const cpuInYardsticks = ({ cpuMs, yardstickMs = 1 }: Period): number | undefined =>
  cpuMs === undefined ? undefined : cpuMs / yardstickMs;

const growthOf = (periods: readonly Period[], table: string, full: number, waiting: number): string[] => {
  const first = periods[full - 1]?.rows[table];
  const last = periods.at(-1);
  if (first === undefined || !last || last.number <= full) return [];
  const most = Math.max(...periods.slice(full).map(({ rows }) => rows[table] ?? 0));
  const allowed = first * (1 + waiting / Math.max(1, full - 1)) * TOLERANCE;
  return most > Math.max(allowed, first + 1)
    ? [`${table} had ${first} rows after ${full} periods, and later ${most}.`]
    : [];
};

/** Once all is as long as it gets, only what is kept for good makes the file longer, by as much each period. */
const growthOfFile = (periods: readonly Period[], full: number): string[] => {
  const span = Math.floor((periods.length - full) / 2);
  if (span < 3) return [];
  const bytesAt = (number: number): number => periods[number - 1]?.bytes ?? 0;
  const early = bytesAt(full + span) - bytesAt(full);
  const late = bytesAt(periods.length) - bytesAt(periods.length - span);
  return late > early * TOLERANCE
    ? [`The store grew by ${late} bytes in its last ${span} periods, and by ${early} in ${span} before.`]
    : [];
};

/** So few periods after the first one, in which the server loads and compiles what it needs, cannot tell growth from that. */
const FEWEST_JUDGED = 8;

/** Whether there are enough periods to judge memory and processor time by. */
export const areEnough = (periods: readonly Period[]): boolean => periods.length > FEWEST_JUDGED;

/** The median of the last quarter by that of the first, without the first period; undefined if there are too few with a value. */
const quarterRatio = (
  periods: readonly Period[],
  valueIn: (period: Period) => number | undefined,
): number | undefined => {
  const values = periods
    .slice(1)
    .map(valueIn)
    .filter((value) => value !== undefined);
  const quarter = Math.floor(values.length / 4);
  return values.length >= FEWEST_JUDGED
    ? median(values.slice(-quarter)) / median(values.slice(0, quarter))
    : undefined;
};

const quarterFault = (
  periods: readonly Period[],
  what: string,
  valueIn: (period: Period) => number | undefined,
  most: number,
): string[] => {
  const ratio = quarterRatio(periods, valueIn);
  return ratio !== undefined && ratio > most
    ? [`The ${what} of the last quarter is ${ratio.toFixed(2)} of the first, more than ${most}.`]
    : [];
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
