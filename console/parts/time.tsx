import { useServerMinute } from '../api/server-clock.ts';
import { serverNow } from '../api/server-time.ts';
import { words } from '../words.ts';

const MINUTE_MS = 60_000;
const UNITS = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const dayOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** E.g. `in 3 days`, `5 minutes ago`, `now`. */
const relativeTime = (timeMs: number, nowMs: number): string => {
  const minutes = (timeMs - nowMs) / MINUTE_MS;
  for (const [unit, size] of UNITS) {
    if (Math.abs(minutes) >= size) return relative.format(Math.round(minutes / size), unit);
  }
  return words.time.now;
};

/** In the viewer's zone, e.g. `Nov 27, 2026, 3:04 AM`. */
export const absoluteTime = (time: string): string => absolute.format(new Date(time));

/** A time: relative to the server's clock, and in the viewer's zone on hover. `both` shows both. */
export const Time = ({ at, both = false }: { at: string | null | undefined; both?: boolean }) => {
  const now = useServerMinute();
  if (!at) return words.none;
  // An event of this moment must not seem to lie in the future.
  const told = relativeTime(Date.parse(at), Math.max(now, Math.min(serverNow(), now + MINUTE_MS)));
  return (
    <time dateTime={at} title={`${absoluteTime(at)} (${at})`}>
      {both ? `${absoluteTime(at)} (${told})` : told}
    </time>
  );
};

/** A date without a time, e.g. a close date: the day itself, and how far it is. */
export const Day = ({ date }: { date: string | null | undefined }) => {
  const now = useServerMinute();
  if (!date) return words.none;
  return (
    <time dateTime={date}>
      {dayOnly.format(new Date(date))} ({relativeTime(Date.parse(date), now)})
    </time>
  );
};
