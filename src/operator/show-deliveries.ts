import type { DeliveryEntry } from './delivery-schemas.ts';

/**
 * Formats attempts for people, newest first: a line each, what went wrong in a line of its own below, so that a usual
 * terminal is wide enough.
 */
export const showDeliveries = (answer: unknown): string => {
  const { deliveries, next } = answer as { deliveries: DeliveryEntry[]; next?: string };
  if (deliveries.length === 0) return 'No deliveries.';
  const rows = deliveries.map((entry) => [
    entry.realTime.slice(11, 19),
    entry.target,
    entry.eventType,
    `${becameOf(entry)}${entry.status === undefined ? '' : ` (HTTP ${entry.status})`}`,
    entry.attempt === 0 ? '' : `${entry.milliseconds} ms`,
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = deliveries.flatMap((entry, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return [cells.join('  ').trimEnd(), ...detailsOf(entry).map((line) => `          ${line}`)];
  });
  return [...lines, ...(next === undefined ? [] : [`Older ones: --after ${next}`])].join('\n');
};

const becameOf = ({ outcome, attempt, again }: DeliveryEntry): string => {
  const which = again ? `again, attempt ${attempt}` : `attempt ${attempt}`;
  switch (outcome) {
    case 'delivered':
      return attempt === 1 && !again ? 'delivered' : `delivered, ${which}`;
    case 'retry':
      return `failed, ${which}`;
    case 'dead':
      return `given up, ${which}`;
    default:
      return 'not sent';
  }
};

const detailsOf = ({ message, retryAt, deadLetter, outcome, eventId, traceId }: DeliveryEntry): string[] => {
  if (outcome === 'delivered') return [];
  const then = outcome === 'retry' ? ` Next attempt at ${retryAt}.` : '';
  return [
    `${message ?? 'It failed.'}${then}`,
    ...(outcome === 'dead' ? [`cosell dead-letters show ${deadLetter}`] : [`event ${eventId}`]),
    ...(traceId === undefined ? [] : [`trace ${traceId}`]),
  ];
};
