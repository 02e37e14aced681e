import Box from '@cloudscape-design/components/box';
import { useServerMinute } from '../api/server-clock.ts';
import { words } from '../words.ts';
import { absoluteTime } from './time.tsx';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From when on a countdown warns, and from when on it is urgent. */
const SHORT_DAYS = 5;
const URGENT_DAYS = 1;

/** How much time is left until a moment by the server's clock, in colour once it is short. */
export const DaysLeft = ({ until }: { until: string | null | undefined }) => {
  const now = useServerMinute();
  if (!until) return words.none;
  const leftMs = Date.parse(until) - now;
  const color =
    leftMs < URGENT_DAYS * DAY_MS
      ? 'text-status-error'
      : leftMs < SHORT_DAYS * DAY_MS
        ? 'text-status-warning'
        : 'inherit';
  return (
    <Box variant="span" color={color} fontWeight={color === 'inherit' ? 'normal' : 'bold'}>
      <time dateTime={until} title={absoluteTime(until)}>
        {textOf(leftMs)}
      </time>
    </Box>
  );
};

/** Rounds up, so that an invitation of this moment has all of its days left. */
const textOf = (leftMs: number): string => {
  if (leftMs <= 0) return words.time.over;
  if (leftMs < HOUR_MS) return words.time.minutesLeft(Math.ceil(leftMs / 60_000));
  if (leftMs < DAY_MS) return words.time.hoursLeft(Math.ceil(leftMs / HOUR_MS));
  return words.time.daysLeft(Math.ceil(leftMs / DAY_MS));
};
