import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Builds the console before its tests, unless the build is newer than every source. */
export const setup = (): void => {
  const builtMs = statSync(join(root, 'dist/console/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // The console's forms are made from the server's model and rules.
  const sources = ['console', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  );
  const changedMs = sources.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  const lockedMs = statSync(join(root, 'package-lock.json')).mtimeMs;
  if (builtMs >= Math.max(lockedMs, ...changedMs)) return;
  execFileSync('npm', ['run', '--silent', 'console:build'], {
    cwd: root,
    // Vitest says `test`, with which Vite builds a React for development: larger, slower, and not what is shipped.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
