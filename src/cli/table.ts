import Table from 'cli-table3';

/** Rows of texts, which may have several lines, below the names of their columns. */
export interface Rows {
  /** Without them the first cell of each row is its name. */
  head?: readonly string[];
  rows: readonly (readonly string[])[];
}

/** How many characters a line has here; any number where the output is no terminal. */
const terminalWidth = (): number => process.stdout.columns || Number.POSITIVE_INFINITY;

/**
 * Lays rows out as a table that is no wider than the terminal: its texts are broken between words, and what still does not fit is
 * written one member a line. An id is never broken, so that it can be copied and linked.
 */
export const layOut = ({ head, rows }: Rows, width = terminalWidth()): string => {
  const all = head ? [head, ...rows] : rows;
  const columns = Math.max(...all.map((row) => row.length));
  const room = width - (3 * columns + 1);
  const each = (measure: (text: string) => number): number[] =>
    Array.from({ length: columns }, (_, column) => Math.max(...all.map((row) => measure(row[column] ?? ''))));
  const natural = each((text) => longest(text.split('\n')));
  if (sum(natural) <= room) return tableOf({ head, rows });
  const widths = shrink(
    natural,
    each((text) => longest(text.split(/\s+/))),
    room,
  );
  return widths ? tableOf({ head, rows }, widths) : asRecords({ head, rows }, width);
};

const style = { head: [], border: [], compact: true };

const tableOf = ({ head, rows }: Rows, widths?: readonly number[]): string => {
  const table = new Table({
    style,
    ...(head && { head: [...head] }),
    ...(widths && { colWidths: widths.map((width) => width + 2), wordWrap: true }),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
};

/** Takes from the widest columns what is too much, but from none what its longest word needs; undefined if that is not enough. */
const shrink = (natural: readonly number[], least: readonly number[], room: number): number[] | undefined => {
  if (sum(least) > room) return undefined;
  const widths = [...natural];
  while (sum(widths) > room) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

/** A block of lines per row: the name of each member that has a value, and the value beside it. */
const asRecords = ({ head, rows }: Rows, width: number): string => {
  const members = rows.map((row) =>
    head
      ? head.map((name, column): [string, string] => [name, row[column] ?? ''])
      : [[row[0] ?? '', row[1] ?? ''] as [string, string]],
  );
  const named = longest(members.flat().map(([name]) => name));
  const blocks = members.map((pairs) =>
    pairs
      .filter(([, value]) => value !== '')
      .flatMap(([name, value]) =>
        value
          .split('\n')
          .flatMap((line) => wrap(line, width - named - 2))
          .map((line, index) => `${(index === 0 ? name : '').padEnd(named)}  ${line}`),
      )
      .join('\n'),
  );
  return blocks.join(head ? '\n\n' : '\n');
};

/** Breaks the lines of a text that are longer than the terminal, and indents what continues one. */
export const fitLines = (text: string, width = terminalWidth()): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const indent = ' '.repeat(Math.min((/^ */.exec(line)?.[0].length ?? 0) + 2, Math.floor(width / 4)));
      const [first = '', ...others] = wrap(line, width, indent.length);
      return [first, ...others.map((other) => indent + other)];
    })
    .join('\n');

/** Breaks a line between words, and a longer word where the line ends. Lines after the first have `indent` less room. */
const wrap = (line: string, width: number, indent = 0): string[] => {
  const lines: string[] = [];
  for (let rest = line; ; ) {
    const room = Math.max(lines.length === 0 ? width : width - indent, 10);
    if (rest.length <= room) return [...lines, rest];
    const space = rest.lastIndexOf(' ', room);
    const end = space > rest.search(/\S/) ? space : room;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
};

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
