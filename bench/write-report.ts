import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { drawCurves } from './draw-curves.ts';
import type { Row } from './report.ts';
import { isMet, ratioOf, readable, targetText } from './report.ts';

/** What one bench measured. */
export interface Measured {
  bench: string;
  /** What it measures, in a sentence. */
  about: string;
  rows: readonly Row[];
}

/** Where the figures stand in a page, so that the words around them stay. */
const BEGIN = '<!-- figures: written by `npm run bench -- --report` -->';
const END = '<!-- /figures -->';

/**
 * Writes the figures into a page that has a place for them, with plots beside it in `pictures/`. Those of benches that were not run
 * stay, so that one can be measured again alone: each says when and on what it was.
 */
export const writeReport = async (file: string, all: readonly Measured[]): Promise<void> => {
  const pictures = join(dirname(file), 'pictures');
  mkdirSync(pictures, { recursive: true });
  const page = readFileSync(file, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const [figures = '', after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`${file} has no place for figures: ${BEGIN}`);
  const sections = new Map(
    figures
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.trimEnd()]),
  );
  for (const { bench, about, rows } of all) {
    const plots: string[] = [];
    for (const { name, curves } of rows) {
      if (!curves || Object.keys(curves).length < 2) continue;
      const picture = join(pictures, `performance-${bench}.svg`);
      writeFileSync(picture, await drawCurves(name, curves));
      plots.push(`![${name}: latency by percentile](${relative(dirname(file), picture)})`);
    }
    sections.set(about, [about, machine(), tableOf(rows), ...plots].join('\n\n'));
  }
  const written = [...sections.values()].map((section) => `### ${section}\n\n`).join('');
  writeFileSync(file, `${before}${BEGIN}\n\n${written}${END}${after}`);
};

const machine = (): string => {
  const [one] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${cpus().length} cores (${one?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}; load ${loadavg()[1]?.toFixed(1)}, its own included.`;
};

const tableOf = (rows: readonly Row[]): string =>
  [
    '| | cosell | beside it | ratio | target |',
    '|---|--:|--:|--:|---|',
    ...rows.map((row) => {
      const ratio = ratioOf(row);
      const met = isMet(row);
      const name = row.name.replace(/^ +/, (blanks) => '&nbsp;'.repeat(blanks.length));
      const beside = row.beside ? `${readable(row.beside.value)} ${row.unit}, ${row.beside.name}` : '';
      const judged = met === undefined ? '' : `${targetText(row)}, ${met ? 'met' : '**missed**'}`;
      return `| ${name} | ${readable(row.ours)} ${row.unit} | ${beside} | ${ratio?.toFixed(2) ?? ''} | ${judged} |`;
    }),
  ].join('\n');
