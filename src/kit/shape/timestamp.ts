const rfc3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Parses an RFC 3339 timestamp with any offset and any number of fractional digits, e.g. `2026-11-23T11:30:00.5+02:00`.
 * @returns the timestamp as ISO 8601 in UTC, truncated to milliseconds; undefined if the text is invalid or outside the
 *   years 0000 to 9999 in UTC
 */
export const readTimestamp = (text: string): string | undefined => {
  const match = rfc3339.exec(text);
  if (!match || Number(match[3]) > daysOf(Number(match[1]), Number(match[2]))) return undefined;
  const moment = new Date(text.toUpperCase()).toISOString();
  // A year of more than four digits has a sign and does not sort as text.
  return moment.length === 24 ? moment : undefined;
};

const daysOf = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Truncates a timestamp to whole seconds: `2025-02-19T04:20:25Z`. */
export const wholeSeconds = (timestamp: string): string => `${timestamp.slice(0, 19)}Z`;
