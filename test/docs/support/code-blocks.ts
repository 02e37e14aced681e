import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pagesOfProject } from './pages.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A code block of a page. */
export interface CodeBlock {
  page: string;
  /** The number of the line on which it begins. */
  line: number;
  language: string;
  /** The rest of the info string: `norun="why"` for what is not run. */
  info: string;
  code: string;
}

/** Returns the code blocks of the pages that people read, but for those of the changelog. */
export const codeBlocks = (): CodeBlock[] =>
  pagesOfProject()
    .filter((page) => page !== 'CHANGELOG.md')
    .flatMap((page) => blocksIn(page, readFileSync(join(root, page), 'utf8')));

const blocksIn = (page: string, text: string): CodeBlock[] =>
  [...text.matchAll(/^( *)(```+)([^\n]*)\n([\s\S]*?)^\1\2 *$/gm)].map(
    ({ 1: indent = '', 3: words = '', 4: code = '', index }) => {
      const [, language = '', info = ''] = /^(\S*)\s*(.*)$/.exec(words) ?? [];
      const line = text.slice(0, index).split('\n').length;
      return { page, line, language, info, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
    },
  );

/** Groups blocks by their page: the blocks of a page are one program, as their reader would run them. */
export const byPage = (blocks: readonly CodeBlock[]): Map<string, CodeBlock[]> =>
  Map.groupBy(blocks, ({ page }) => page);

/** Why a block is not run; undefined if it is. */
export const reasonNotToRun = ({ info }: CodeBlock): string | undefined => /norun="([^"]+)"/.exec(info)?.[1];
