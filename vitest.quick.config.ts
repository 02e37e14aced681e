import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { aboutPostgres, inBrowser, ofItsOwn, patience, slow } from './vitest.config.ts';

/** `npm run test:quick`: the API, its rules and the operator's actions, on SQLite in memory. */
export default defineConfig({
  test: {
    ...patience,
    include: ['test/**/*.test.ts'],
    exclude: [...aboutPostgres, ...inBrowser, ...ofItsOwn, ...slow],
    env: { COSELL_TEST_STORE: 'sqlite' },
    // They hardly wait, and in two processes they take half of the time that they take in Vitest's one.
    maxWorkers: availableParallelism(),
    // Most of the time would go to loading the server again for each file.
    isolate: false,
  },
});
