import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
type Line = Record<string, unknown>;

/** Between the text's colour and the background's, in every theme. Bright black is some dark theme's background. */
const QUIET: Style = 'dim';
/** Between facts that are shown with their names. */
const GAP = '  ';
/** Below the level. */
const INDENT = ' '.repeat(9);

const LEVELS: Readonly<Record<number, readonly [name: string, style: Style]>> = {
  20: ['debug', QUIET],
  30: ['info', 'cyan'],
  40: ['warn', 'yellow'],
  50: ['error', ['red', 'bold']],
  60: ['fatal', ['red', 'bold']],
};
/** Shown without their names, or in a way of their own. */
const KNOWN = new Set([
  ...['level', 'time', 'msg', 'operation', 'account', 'error', 'status', 'milliseconds', 'err'],
  ...['requestId', 'faults', 'slow', 'leftOut'],
]);

/**
 * Makes the function that turns a line of JSON into one for people: when, what, for whom, then the rest, below if it would break
 * the line. Own code: pino-pretty brings 13 packages for it. Colours are the terminal's own, so they suit light and dark ones.
 *
 * @param columns of the terminal, which may change. Default: any number.
 */
export const createPretty = (
  hasColors: boolean,
  columns = (): number => Number.POSITIVE_INFINITY,
): ((json: string) => string) => {
  const paint = (style: Style, text: string): string =>
    hasColors ? styleText(style, text, { validateStream: false }) : text;
  return (json) => {
    const line = read(json);
    const [level, style] = LEVELS[Number(line.level)] ?? ['', QUIET];
    const head = [
      paint(QUIET, timeOf(line.time)),
      paint(style, level.padEnd(5)),
      paint('bold', clean(String(line.msg ?? ''))),
      line.leftOut && paint('yellow', `and ${line.leftOut} more like it`),
      line.operation && clean(String(line.operation)),
      line.error && paint('magenta', clean(String(line.error))),
      line.account && `for ${clean(String(line.account))}`,
      line.milliseconds !== undefined && paint(QUIET, `in ${line.milliseconds || 'under 1'} ms`),
    ];
    const rest = Object.entries(line).filter(([name, value]) => !KNOWN.has(name) && value !== undefined);
    const tail = [
      ...rest.map(([name, value]) => `${name} ${textOf(value)}`),
      line.requestId && `request ${clean(String(line.requestId))}`,
    ];
    const first = head.filter(Boolean).join(' ');
    const more = tail.filter(Boolean).join(GAP);
    const isBelow =
      more !== '' && stripVTControlCharacters(first).length + GAP.length + more.length > columns();
    const lines = [...(isBelow ? [more] : []), ...below(line)].map((text) => paint(QUIET, INDENT + text));
    const whole = isBelow || more === '' ? first : `${first}${GAP}${paint(QUIET, more)}`;
    return `${[whole, ...lines].join('\n')}\n`;
  };
};

/** The lines below the first one: faults, where the time went, the stack of an error. */
const below = ({ faults, slow, err }: Line): string[] => [
  ...(Array.isArray(faults) ? faults.map((fault) => clean(String(fault))) : []),
  ...(slow ? [partsOf(slow as Record<string, number>)] : []),
  ...(err ? stackOf(err as { message?: string; stack?: string; cause?: object }) : []),
];

const partsOf = (slow: Record<string, number>): string =>
  Object.entries(slow)
    .filter(([, value]) => value > 0)
    .map(([part, value]) => (part === 'statements' ? statements(value) : `${part} ${value} ms`))
    .join(', ');

const statements = (count: number): string => `${count} ${count === 1 ? 'statement' : 'statements'}`;

const stackOf = ({
  message = '',
  stack,
  cause,
}: {
  message?: string;
  stack?: string;
  cause?: object;
}): string[] => [
  ...(stack ?? message).split('\n').map(clean),
  ...(cause ? ['caused by', ...stackOf(cause)] : []),
];

const read = (json: string): Line => {
  try {
    return JSON.parse(json);
  } catch {
    return { msg: json.trim() };
  }
};

const timeOf = (time: unknown): string => {
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? '' : date.toTimeString().slice(0, 8);
};

const textOf = (value: unknown): string =>
  clean(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Control characters could move the cursor and rewrite what is on the screen. */
const clean = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
