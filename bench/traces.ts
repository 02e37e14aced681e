import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openStore } from '../src/store/index.ts';
import { refer } from './get-invitation.ts';
import { callFor, PARTNER } from './http.ts';
import { createClient } from './load/client.ts';
import { mixed } from './load/scenarios.ts';
import { loadOpportunities } from './load-opportunities.ts';
import { median, medianRatio } from './numbers.ts';
import { FROM_DIST, inFolder, type ServerProcess, startProcess } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 15;
const SECONDS = 0.7;
const WARM_UP_SECONDS = 3;
const COUNT = 1_000;
const CONNECTIONS = 32;

/** What is dropped would cost nothing. */
const NOTHING_DROPPED = { OTEL_BSP_MAX_QUEUE_SIZE: '100000' };
/** A twentieth of the requests, unless the caller decides; or none. */
const RATIO = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.05' };
const NONE = { OTEL_TRACES_SAMPLER: 'parentbased_always_off' };

/** Calls of a server for some seconds. Returns how many. */
type Calls = (seconds: number) => Promise<number>;

/** Calls whose traces are measured. */
interface Load {
  name: string;
  begin(server: ServerProcess): Promise<Calls>;
}

const operation = 'GetEngagementInvitation';

/** What traces are dearest for: a read of one row has two spans of 1.7 KB together. */
const reads: Load = {
  name: `one ${operation}`,
  begin: async ({ endpoint }) => {
    const input = { Catalog: 'Sandbox', Identifier: await refer(endpoint) };
    return async (seconds) => (await callFor(seconds, endpoint, operation, input)).requests;
  },
};

/** What clients do: 70 reads, of which 20 are pages, 20 updates and 10 creations of 100. */
const work: Load = {
  name: 'one call of the mixed load',
  begin: async ({ endpoint }) => {
    const act = await mixed({ client: createClient(endpoint, CONNECTIONS), count: COUNT });
    return async (seconds) => {
      const end = performance.now() + 1_000 * seconds;
      let requests = 0;
      const repeat = async (): Promise<void> => {
        for (; performance.now() < end; requests++) await act();
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, repeat));
      return requests;
    };
  },
};

/**
 * Measures calls with traces against the same calls without, alternating between them. Spans are sent to a receiver here, whose
 * time does not count. What a request takes of the event loop's thread others wait for; what it takes of the whole process is also
 * the thread that sends, which needs a free core.
 */
export const tracedCalls = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const receiver = await startReceiver();
    const start = async (name: string, env: Record<string, string | undefined>): Promise<ServerProcess> => {
      const data = join(folder, name);
      const store = await openStore({ folder: data });
      await loadOpportunities(store, { catalog: 'Sandbox', account: PARTNER, count: COUNT });
      await store.close();
      const args = ['serve', '--port', '0', '--retention', 'off', '--data', data];
      return startProcess(FROM_DIST, args, { OTEL_EXPORTER_OTLP_ENDPOINT: undefined, ...env });
    };
    const endpoint = { ...NOTHING_DROPPED, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    const off = await start('off', {});
    const all = await start('all', endpoint);
    const some = await start('some', { ...endpoint, ...RATIO });
    const none = await start('none', { ...endpoint, ...NONE });
    const servers = [off, all, some, none];
    const rows = [...(await measure(reads, servers)), ...(await measure(work, servers))];
    await Promise.all(servers.map((server) => server.stop()));
    receiver.close();
    return rows;
  });

/** Measures a load on servers of which the first has no traces, and the others all, some and none. */
const measure = async ({ name, begin }: Load, servers: readonly ServerProcess[]): Promise<Row[]> => {
  const measured = await Promise.all(
    servers.map(async (server) => ({ server, calls: await begin(server), rounds: [] as Micros[] })),
  );
  for (const { server, calls } of measured) await microsOf(server, calls, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    // Each begins a round in turn, so that none always follows the same one.
    for (const index of measured.keys()) {
      const { server, calls, rounds } = measured[
        (index + round) % measured.length
      ] as (typeof measured)[number];
      rounds.push(await microsOf(server, calls, SECONDS));
    }
  }
  const [off = [], all = [], some = [], none = []] = measured.map(({ rounds }) => rounds);
  const rowOf = (title: string, rounds: Micros[], of: keyof Micros, most?: number): Row => {
    const ours = rounds.map((each) => each[of]);
    const without = off.map((each) => each[of]);
    const beside = { name: 'traces off', value: median(without) };
    return {
      ...{ name: title, unit: 'µs', ours: median(ours), beside, ratio: medianRatio(ours, without) },
      target: most === undefined ? undefined : { of: 'ratio', at: 'most', value: most },
    };
  };
  return [
    rowOf(`Event loop's thread for ${name}, every request traced`, all, 'eventLoop', 1.05),
    rowOf('  the whole process', all, 'process'),
    rowOf('  a twentieth of them, the whole process', some, 'process', 1.02),
    rowOf('  none of them, the whole process', none, 'process', 1.02),
  ];
};

/** Microseconds of the server's processor time per request. */
interface Micros {
  eventLoop: number;
  process: number;
}

const microsOf = async (server: ServerProcess, calls: Calls, seconds: number): Promise<Micros> => {
  const before = { eventLoop: server.eventLoopCpu(), process: server.cpu() };
  const requests = await calls(seconds);
  return {
    eventLoop: (1000 * (server.eventLoopCpu() - before.eventLoop)) / requests,
    process: (1000 * (server.cpu() - before.process)) / requests,
  };
};

const startReceiver = async (): Promise<{ endpoint: string; close(): void }> => {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
};
