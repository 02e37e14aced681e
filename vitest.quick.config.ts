import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { aboutPostgres, inBrowser, patience } from './vitest.config.ts';

/** What replaces modules (`vi.mock`): those that another file of its process has loaded are not replaced. */
const mocking = [
  'test/kit/{flow/clock,flow/within-time,log/log,queue/timer}.test.ts',
  'test/events/attempt.test.ts',
];

/** What takes long: it kills processes, starts the command line, waits for real times, or repeats something random. */
const slow = [
  'test/{action,cli,controls,crash,deploy,examples,model-based,mutation,python}/**',
  'test/{soak,store,suite,supply-chain,testing,workflows}/**',
  'test/server/{audit,console,journal,live-*,logs,metrics,traces,transport}/**',
  'test/server/*.test.ts',
  'test/cassettes/{commands,pseudonyms}.test.ts',
  'test/event-bridge/{connections,rules,subscriptions,targets}.test.ts',
  'test/events/{api-destinations,aws-targets,costly-rules,deliveries,failing-targets,fair-delivery,functions}.test.ts',
  'test/events/{lease,outgoing-headers,private-targets,retries,rules,service-targets,stream,webhooks}.test.ts',
  'test/docs/{code-blocks,java-and-go,operation-facts,rooms}.test.ts',
  'test/access/{clients,permissions,quotas}/**',
  'test/mcp/stdio.test.ts',
  'test/access/{assume-role,sigv4,sigv4-query}.test.ts',
  'test/model/limits.test.ts',
  'test/scenarios/connector-with-a-role.test.ts',
  'test/operations/{event-scenarios,paging}.test.ts',
  'test/operator/{own-access,state,state-properties,state-streams,texts}.test.ts',
  'test/protocol/{malformed,sts-sessions}.test.ts',
  'test/**/sqlite-*.test.ts',
  'test/tasks/{from-engagement,from-opportunity-reasons,repeats-and-faults,task-wait}.test.ts',
];

/** `npm run test:quick`: the API, its rules and the operator's actions, on SQLite in memory. */
export default defineConfig({
  test: {
    ...patience,
    include: ['test/**/*.test.ts'],
    exclude: [...aboutPostgres, ...inBrowser, ...mocking, ...slow],
    env: { COSELL_TEST_STORE: 'sqlite' },
    // They hardly wait, and in two processes they take half of the time that they take in Vitest's one.
    maxWorkers: availableParallelism(),
    // Most of the time would go to loading the server again for each file.
    isolate: false,
  },
});
