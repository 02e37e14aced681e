import { execFileSync } from 'node:child_process';

/** How many commits a clone without the main branch looks back. */
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

/** The commit that a change begins at: where it left the main branch, else some commits ago. Empty in a clone of one commit. */
const baseOf = (root: string): string => {
  const head = git(root, 'rev-parse', 'HEAD');
  for (const main of ['origin/HEAD', 'origin/main', 'main']) {
    const base = git(root, 'merge-base', main, 'HEAD');
    if (base && base !== head) return base;
  }
  const last = git(root, 'rev-list', '--first-parent', `--max-count=${LAST_COMMITS + 1}`, 'HEAD').split('\n');
  return last.length > 1 ? `${last.at(-1)}` : '';
};

/** Says of a line whether the change made or edited it. Without Git, or in a clone of one commit, it did so with none. */
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

/** The commit that is checked out, in short: what a sample is chosen by unless told otherwise. */
export const headOf = (root: string): string => git(root, 'rev-parse', '--short', 'HEAD') || 'none';
