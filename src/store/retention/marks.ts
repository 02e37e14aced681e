import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import { sequenceFromNow } from '../repositories/event-subscriptions.ts';
import { readMeta, writeMeta } from '../repositories/meta.ts';
import type { Queries } from '../tables.ts';

/** The newest event at a moment of the server's clock. Rows up to it have been there since then, whatever their own time says. */
type Mark = readonly [at: Timestamp, sequence: number];

/** Exports and moves take the marks along, as a row of `meta`. */
const MARKS = 'event-marks';
/** How many marks the time has for which events are kept: events are deleted that much late at most. */
const MARKS_PER_TIME = 64;
/** More are there only if the clock was moved to and fro. */
const MOST_MARKS = 256;

/**
 * Notes the newest event, unless a mark is recent, and returns the number up to which events were there `keepMs` ago; 0 if
 * none. So an event needs no time and no index of its own: its number is both. One query, or three if a mark is due.
 */
export const markEvents = async (tx: Queries, now: Timestamp, keepMs: number): Promise<number> => {
  const marks = readMarks(await readMeta(tx, MARKS));
  const before = plusMilliseconds(now, -keepMs);
  const due = Math.max(0, ...marks.filter(([at]) => at <= before).map(([, sequence]) => sequence));
  const latest = marks.at(-1);
  const isRecent = latest && latest[0] <= now && latest[0] > plusMilliseconds(now, -keepMs / MARKS_PER_TIME);
  if (isRecent) return due;
  const waiting = marks.filter(([, sequence]) => sequence > due);
  const kept = due > 0 ? [[before, due] as const, ...waiting] : waiting;
  const all: Mark[] = [...kept, [now, await sequenceFromNow(tx)]];
  await writeMeta(tx, MARKS, JSON.stringify(all.slice(-MOST_MARKS)));
  return due;
};

/** Marks of an imported state may be anything. */
const readMarks = (text: string | undefined): readonly Mark[] => {
  const read = readJson(text);
  return Array.isArray(read) ? read.filter(isMark) : [];
};

const isMark = (value: unknown): value is Mark =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  !Number.isNaN(Date.parse(value[0])) &&
  Number.isSafeInteger(value[1]);

/** What the feed no longer has. */
export interface GoneEvents {
  /** The greatest number of a deleted event: others up to it may be there, for a target. */
  through: number;
  /** When the last of them was recorded at the latest. */
  recordedBefore: Timestamp;
}

const GONE = 'events-gone';

/** Returns which events were deleted because their time was over; undefined if none was. One query by key. */
export const findGoneEvents = async (db: Queries): Promise<GoneEvents | undefined> => {
  const read = readJson(await readMeta(db, GONE)) as Partial<GoneEvents> | undefined;
  const { through, recordedBefore } = read ?? {};
  if (!Number.isSafeInteger(through) || typeof recordedBefore !== 'string') return undefined;
  return { through: Number(through), recordedBefore };
};

/** Returns which events after a position were deleted; undefined if none was. */
export const goneAfter = async (db: Queries, after: number): Promise<GoneEvents | undefined> => {
  const gone = await findGoneEvents(db);
  return gone && gone.through > after ? gone : undefined;
};

/** Returns what was deleted as the API and the streams say it. */
export const showGone = ({ through, recordedBefore }: GoneEvents) => ({
  through: String(through),
  recordedBefore,
});

/** Notes, in the transaction that deletes events, up to which one. */
export const noteGoneEvents = async (tx: Queries, gone: GoneEvents): Promise<void> => {
  const before = await findGoneEvents(tx);
  if (before && before.through >= gone.through) return;
  await writeMeta(tx, GONE, JSON.stringify(gone));
};

const readJson = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
