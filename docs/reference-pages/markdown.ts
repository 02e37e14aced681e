/** Writes a row of a table. */
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Writes a table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

/** Writes text as code in a cell of a table. */
export const code = (text: string): string => {
  // A text with a backtick needs a longer fence.
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text.replaceAll('|', '\\|')}${space}${fence}`;
};

/** What a generated page says of itself. */
export const madeFrom = (sources: string): string =>
  `<!-- Made by \`npm run docs\` from ${sources}. Not to be edited. -->`;

/** Separates words: `GetOpportunity` as `get-opportunity`. */
export const kebab = (name: string): string => name.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase();
