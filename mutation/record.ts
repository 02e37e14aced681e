import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { recordOf, type TestRecord } from './records.ts';

/**
 * Runs in every test worker on SQLite (`setupFiles` of vitest.config.ts): records which functions of src/ the test file ran, and how long
 * it took, for `npm run mutation`. V8 counts whole functions, whose cost is too small to measure. Processes that a
 * test starts are not recorded.
 */

/** V8 reports the script and Vite's module wrapper as functions too. */
const WRAPPERS = 2;

/** Vite's accessor of each export, an anonymous function that every import runs, is shorter than this. */
const ACCESSOR_LENGTH = 100;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
const start = performance.now();

afterAll(async () => {
  const { testPath } = expect.getState();
  if (!testPath) return;
  const root = resolve('.');
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const record: TestRecord = { seconds: (performance.now() - start) / 1000, functions: {} };
  for (const { url, functions } of result) {
    const file = relative(root, url.startsWith('file:') ? fileURLToPath(url) : url);
    if (!file.startsWith('src/')) continue;
    const names = functions
      .slice(WRAPPERS)
      .filter(({ functionName, ranges: [range] }) => {
        const isAccessor =
          functionName === '' && range && range.endOffset - range.startOffset < ACCESSOR_LENGTH;
        return range?.count && !isAccessor;
      })
      .map(({ functionName }) => functionName);
    // A worker that runs several files loads a module for each of them.
    record.functions[file] = [...new Set([...(record.functions[file] ?? []), ...names])];
  }
  session.disconnect();
  const path = recordOf(root, relative(root, testPath));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(record));
});
