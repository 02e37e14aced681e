import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BUNDLED_COMMAND, isCurrent } from './bundle/current.ts';
import { reachedReporter } from './test/support/reached/reporter.ts';

/** Only what hangs is ended: a slow or loaded machine may take several times as long as a good one. */
export const patience = { testTimeout: 240_000, hookTimeout: 240_000 };
const common = { ...patience, setupFiles: ['mutation/record.ts', 'test/support/reached/record.ts'] };

/** What one store alone has, or none: the rest runs on both. */
export const aboutPostgres = ['test/**/postgres-*.test.ts', 'test/**/pg-boss*.test.ts'];
const aboutSqlite = ['test/**/sqlite-*.test.ts', 'test/**/embedded*.test.ts', 'test/crash/kill.test.ts'];
const withoutStore = [
  'test/kit/{action,flow,http,log,metrics,pattern,policy,service,shape,snippet}/**',
  'test/kit/queue/{memory,memory-of-keys,run-job,start-tags,timer}.test.ts',
  'test/model/**',
  'test/rules/**',
  'test/protocol/**',
  'test/access/*.test.ts',
  'test/action/**',
  'test/access/clients/**',
  'test/cli/**',
  'test/conformance/{cases,compare,judge,verdict}.test.ts',
  'test/deploy/**',
  'test/docs/**',
  'test/events/{attempt,places,retry-rules}.test.ts',
  'test/examples/**',
  'test/mutation/**',
  'test/operations/permits.test.ts',
  'test/server/{audit,console,logs,transport}/**',
  'test/fuzz/**',
  'test/release/**',
  'test/supply-chain/**',
  'test/workflows/**',
  'test/python/**',
  'test/testing/**',
];

/**
 * What a browser shows. A browser keeps several cores busy, so one file after another, and nothing beside them; in one process,
 * so that they share the browser.
 */
export const inBrowser = ['test/console/**'];

/** For .ci/run, which counts the tests. */
const counts: ['json', { outputFile: string }] = ['json', { outputFile: 'coverage/tests.json' }];

/** Tests start many processes: they share what is compiled. */
process.env.NODE_COMPILE_CACHE ??= resolve('coverage/compiled');

/** Tests start `cosell` as its users do, where the bundle is current (`npm run bundle`): in a quarter of the source's time. */
process.env.COSELL_TEST_COMMAND = isCurrent(BUNDLED_COMMAND) ? BUNDLED_COMMAND : resolve('src/cli/main.ts');

/** `vitest run --project sqlite` or `postgres` runs the tests on one of the two stores, `--project console` those in a browser. */
export default defineConfig({
  test: {
    // Most tests wait, for a process, a database or a time: more of them than there are cores keep the cores busy.
    maxWorkers: availableParallelism() + 1,
    reporters: ['default', reachedReporter(), ...(process.env.CI ? [counts] : [])],
    projects: [
      {
        test: {
          ...common,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [...aboutPostgres, ...inBrowser],
          env: { COSELL_TEST_STORE: 'sqlite' },
        },
      },
      {
        test: {
          ...common,
          name: 'postgres',
          include: ['test/**/*.test.ts'],
          exclude: [...aboutSqlite, ...withoutStore, ...inBrowser],
          env: { COSELL_TEST_STORE: 'postgres' },
          globalSetup: 'test/support/postgres-setup.ts',
        },
      },
      {
        test: {
          ...patience,
          setupFiles: ['test/support/reached/record.ts'],
          name: 'console',
          include: ['test/console/**/*.test.ts'],
          env: { COSELL_TEST_STORE: 'sqlite' },
          globalSetup: ['test/console/support/build-setup.ts', 'test/console/support/site-setup.ts'],
          maxWorkers: 1,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
