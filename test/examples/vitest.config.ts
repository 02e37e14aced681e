import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Runs the tests of an example as they are, with this source as the package `cosell`, and leaves nothing there. */
export default defineConfig({
  cacheDir: join(tmpdir(), 'cosell-examples'),
  resolve: { alias: { cosell: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) } },
  test: { testTimeout: 30_000, fsModuleCache: false },
});
