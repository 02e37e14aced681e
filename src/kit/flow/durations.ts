const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const short = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/;
const iso = /^P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/**
 * Parses a duration: `15d`, `1h30m`, `500ms`; ISO 8601 without months and years, e.g. `PT5M`, `P1DT12H`; or a number of
 * milliseconds. Returns whole milliseconds, or undefined if the text is not a duration.
 */
export const readDuration = (given: string | number): number | undefined => {
  if (typeof given === 'number') return Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  if (/^\d+$/.test(given)) return readDuration(Number(given));
  const milliseconds = readIso(given) ?? readShort(given);
  return milliseconds === undefined || !Number.isSafeInteger(milliseconds) ? undefined : milliseconds;
};

const readIso = (text: string): number | undefined => {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const total = ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1_000;
  return Math.round(total);
};

const readShort = (text: string): number | undefined => {
  let rest = text;
  let total = 0;
  while (rest !== '') {
    const [all = '', count, unit = ''] = short.exec(rest) ?? [];
    if (!all) return undefined;
    total += Number(count) * (UNITS[unit] ?? 0);
    rest = rest.slice(all.length);
  }
  return text === '' ? undefined : Math.round(total);
};
