import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Builds the console before its tests, unless the build is newer than every source. */
export const setup = (): void => {
  const builtMs = statSync(join(root, 'dist/console/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, 'console'), { recursive: true, withFileTypes: true });
  const changedMs = sources.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  const lockedMs = statSync(join(root, 'package-lock.json')).mtimeMs;
  if (builtMs >= Math.max(lockedMs, ...changedMs)) return;
  execFileSync('npm', ['run', '--silent', 'console:build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
