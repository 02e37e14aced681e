import { execFileSync } from 'node:child_process';

/** How many commits to look back in a clone without the main branch. */
const LAST_COMMITS = 10;

const git = (root: string, ...args: string[]): string => {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};

/** The base of a change: its merge base with the main branch, else an ancestor. Empty in a clone of one commit. */
const baseOf = (root: string): string => {
  const head = git(root, 'rev-parse', 'HEAD');
  for (const main of ['origin/HEAD', 'origin/main', 'main']) {
    const base = git(root, 'merge-base', main, 'HEAD');
    if (base && base !== head) return base;
  }
  const last = git(root, 'rev-list', '--first-parent', `--max-count=${LAST_COMMITS + 1}`, 'HEAD').split('\n');
  return last.length > 1 ? `${last.at(-1)}` : '';
};

/** Returns whether the change added or edited a line. Always false without Git and in a clone of one commit. */
export const changedLines = (root: string): ((file: string, line: number) => boolean) => {
  const base = baseOf(root);
  const diff = base
    ? git(root, 'diff', '--unified=0', '--find-renames', '--no-color', base, '--', 'src')
    : '';
  const lines = new Set<string>();
  let file = '';
  for (const text of diff.split('\n')) {
    file = /^\+\+\+ b\/(.*)$/.exec(text)?.[1] ?? file;
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(text) ?? [];
    if (start === undefined) continue;
    for (let line = 0; line < Number(count); line++) lines.add(`${file}:${Number(start) + line}`);
  }
  return (changed, line) => lines.has(`${changed}:${line}`);
};

/** The short hash of HEAD, the default seed of a sample. */
export const headOf = (root: string): string => git(root, 'rev-parse', '--short', 'HEAD') || 'none';
