import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const sourceOf = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** Runs the tests of an example as they are, with this source as the package `cosell`, and leaves nothing there. */
export default defineConfig({
  cacheDir: join(tmpdir(), 'cosell-examples'),
  resolve: {
    alias: [
      { find: /^cosell$/, replacement: sourceOf('index.ts') },
      { find: /^cosell\/vitest$/, replacement: sourceOf('testing/vitest.ts') },
    ],
  },
  test: { testTimeout: 240_000, hookTimeout: 240_000, fsModuleCache: false },
});
