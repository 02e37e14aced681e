import { readFile } from 'node:fs/promises';

const page = new URL('../reference/differences.md', import.meta.url);

interface Difference {
  section: string;
  text: string;
}

/** Reads what docs/reference/differences.md says, one row or item at a time, of the sections that tell a difference. */
export const readDifferences = async (): Promise<Difference[]> => {
  const found: Difference[] = [];
  let section = '';
  for (const part of (await readFile(page, 'utf8')).split(/\n(?=[|#-])/)) {
    if (part.startsWith('## ')) section = part.slice(3).split('\n')[0] ?? '';
    if (!/^[|-] /.test(part) || part.startsWith('| ---') || section === 'Like AWS' || section === '')
      continue;
    found.push({ section, text: part.trim() });
  }
  return found;
};

/** Writes, as a list, the differences that have one of these words. Throws an Error for a word that is not there. */
export const differencesWith = (
  all: readonly Difference[],
  operation: string,
  words: readonly string[],
): string[] => {
  const missing = words.find((word) => !all.some(({ text }) => text.includes(word)));
  if (missing !== undefined)
    throw new Error(
      `docs/reference/differences.md no longer says “${missing}”, which ${operation} refers to.`,
    );
  return all
    .filter(({ text }) => [operation, ...words].some((word) => text.includes(word)))
    .map(({ text }) => `- ${asSentence(text)}`);
};

/** Turns a row of a table into a line: its first cell, then the others. */
const asSentence = (text: string): string => {
  const relinked = text.replaceAll(/\]\((?!\w+:|#)/g, '](../');
  if (!relinked.startsWith('|')) return relinked.replace(/^- /, '').replace(/\n\s*/g, ' ');
  const [first = '', ...others] = relinked
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter(Boolean);
  return `**${first.replaceAll('**', '')}**: ${others.join(' → ')}`;
};
