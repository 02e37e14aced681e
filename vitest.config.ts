import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BUNDLED_COMMAND, isCurrent } from './bundle/current.ts';
import { reachedReporter } from './test/support/reached/reporter.ts';

/** Only what hangs is ended: a slow or loaded machine may take several times as long as a good one. */
export const patience = { testTimeout: 240_000, hookTimeout: 240_000 };
const reached = 'test/support/reached/record.ts';
const recorders = ['mutation/record.ts', reached];

/** What one store alone has, or none: the rest runs on both. */
export const aboutPostgres = ['test/**/postgres-*.test.ts', 'test/**/pg-boss*.test.ts'];
const aboutSqlite = ['test/**/sqlite-*.test.ts', 'test/**/embedded*.test.ts', 'test/crash/kill.test.ts'];
const withoutStore = [
  'test/cassettes/**',
  'test/kit/{action,flow,http,log,metrics,pattern,policy,service,shape,snippet,trace}/**',
  'test/kit/node-version.test.ts',
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
  'test/library/fake-timers.test.ts',
  'test/mcp/tools.test.ts',
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

/** What needs a process of its own, because it replaces modules (`vi.mock`): those that a file before it has loaded are not replaced. */
const mocking = [
  'test/kit/{flow/clock,flow/within-time,log/log,queue/timer}.test.ts',
  'test/events/{attempt,lease}.test.ts',
];

/** What has one, too: it takes long anyway, because it kills processes, starts the command line, or measures. */
const withProcesses = [
  'test/{action,cli,controls,crash,deploy,examples,model-based,mutation,python}/**/*.test.ts',
  'test/{soak,store,suite,supply-chain,testing,workflows}/**/*.test.ts',
  'test/server/{audit,console,journal,live-*,logs,metrics,traces,transport}/**/*.test.ts',
  'test/server/*.test.ts',
  'test/cassettes/commands.test.ts',
  'test/docs/{code-blocks,java-and-go,rooms}.test.ts',
  'test/kit/**/sqlite-*.test.ts',
  'test/mcp/stdio.test.ts',
];
export const ofItsOwn = [...mocking, ...withProcesses];

/** What takes long for other reasons: it waits for real times, or repeats something random. */
export const slow = [
  'test/cassettes/pseudonyms.test.ts',
  'test/event-bridge/{connections,rules,subscriptions,targets}.test.ts',
  'test/events/{api-destinations,aws-targets,costly-rules,deliveries,failing-targets,fair-delivery,functions}.test.ts',
  'test/events/{outgoing-headers,private-targets,retries,rules,service-targets,stream,webhooks}.test.ts',
  'test/docs/operation-facts.test.ts',
  'test/access/{clients,permissions,quotas}/**/*.test.ts',
  'test/access/{assume-role,sigv4,sigv4-query}.test.ts',
  'test/model/limits.test.ts',
  'test/scenarios/connector-with-a-role.test.ts',
  'test/operations/{event-scenarios,paging}.test.ts',
  'test/operator/{own-access,state,state-properties,state-streams,texts}.test.ts',
  'test/protocol/{malformed,sts-sessions}.test.ts',
  'test/**/sqlite-*.test.ts',
  'test/tasks/{from-engagement,from-opportunity-reasons,repeats-and-faults,task-wait}.test.ts',
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

const onSqlite = {
  ...patience,
  exclude: [...aboutPostgres, ...inBrowser],
  env: { COSELL_TEST_STORE: 'sqlite' },
};
const onPostgres = {
  ...patience,
  exclude: [...aboutSqlite, ...withoutStore, ...inBrowser],
  env: { COSELL_TEST_STORE: 'postgres' },
  setupFiles: reached,
  globalSetup: 'test/support/postgres-setup.ts',
};
/** Files that share a process share the loaded sources there: those that take long have not been tried so. */
const onPostgresOfItsOwn = [...ofItsOwn, ...slow, ...aboutPostgres];
/** Of the time of a short test file, half would go to starting a process and loading the server: so these share processes. */
const sharing = { include: ['test/**/*.test.ts'], isolate: false };

/**
 * `vitest run --project sqlite` or `postgres` runs the tests on one of the two stores, `--project console` those in a browser. Vitest
 * compares the names of projects without their case, so that one name chooses both projects of a store.
 */
export default defineConfig({
  test: {
    // Most tests wait, for a process, a database or a time: more of them than there are cores keep the cores busy.
    maxWorkers: availableParallelism() + 1,
    reporters: ['default', reachedReporter(), ...(process.env.CI ? [counts] : [])],
    projects: [
      {
        test: {
          ...onSqlite,
          ...sharing,
          name: 'sqlite',
          exclude: [...onSqlite.exclude, ...ofItsOwn],
          // Which functions a file runs is recorded only if it loads them itself.
          setupFiles: [...recorders, 'test/support/fresh-modules.ts'],
        },
      },
      { test: { ...onSqlite, include: ofItsOwn, name: 'SQLite', setupFiles: recorders } },
      {
        test: {
          ...onPostgres,
          ...sharing,
          name: 'postgres',
          exclude: [...onPostgres.exclude, ...onPostgresOfItsOwn],
        },
      },
      { test: { ...onPostgres, include: onPostgresOfItsOwn, name: 'Postgres' } },
      {
        test: {
          ...patience,
          setupFiles: reached,
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
