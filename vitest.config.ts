import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { reachedReporter } from './test/support/reached/reporter.ts';

/** Only what hangs is ended: a slow or loaded machine may take several times as long as a good one. */
const common = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  setupFiles: ['mutation/record.ts', 'test/support/reached/record.ts'],
};

/** What one store alone has, or none: the rest runs on both. */
const aboutPostgres = ['test/**/postgres-*.test.ts', 'test/**/pg-boss*.test.ts'];
const aboutSqlite = ['test/**/sqlite-*.test.ts', 'test/**/embedded*.test.ts', 'test/crash/kill.test.ts'];
const withoutStore = [
  'test/kit/{flow,http,log,pattern,policy,service,shape}/**',
  'test/model/**',
  'test/rules/**',
  'test/protocol/**',
  'test/access/*.test.ts',
  'test/access/clients/**',
  'test/cli/**',
  'test/deploy/**',
  'test/examples/**',
  'test/mutation/**',
  'test/server/{audit,console,logs,transport}/**',
  'test/fuzz/**',
  'test/supply-chain/**',
];

/** What a browser shows. A browser keeps several cores busy, so one file after another, and nothing beside them. */
const inBrowser = ['test/console/**'];

/** For .ci/run, which counts the tests. */
const counts: ['json', { outputFile: string }] = ['json', { outputFile: 'coverage/tests.json' }];

/** Tests start many processes: they share what is compiled. */
process.env.NODE_COMPILE_CACHE ??= resolve('coverage/compiled');

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
          ...common,
          name: 'console',
          include: ['test/console/**/*.test.ts'],
          env: { COSELL_TEST_STORE: 'sqlite' },
          globalSetup: ['test/console/support/build-setup.ts', 'test/console/support/site-setup.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
