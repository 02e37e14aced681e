import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
/** Pages that the site includes, besides docs/. */
const INCLUDED = ['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'package-lock.json'];

/** Builds the documentation before its tests, unless the build is newer than every source. */
export const setup = (): void => {
  const builtMs = statSync(join(root, 'dist/help/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.vitepress/cache'))
    .map((entry) => join(entry.parentPath, entry.name));
  const changedMs = [...sources, ...INCLUDED.map((name) => join(root, name))].map(
    (path) => statSync(path).mtimeMs,
  );
  if (builtMs >= Math.max(...changedMs)) return;
  execFileSync('npm', ['run', '--silent', 'docs:site'], {
    cwd: root,
    // Vitest says `test`, with which Vite builds a Vue for development.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
