import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { refer } from './get-invitation.ts';
import { callFor } from './http.ts';
import { median, medianRatio } from './numbers.ts';
import { FROM_DIST, inFolder, type ServerProcess, startProcess } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 15;
const SECONDS = 0.7;
const WARM_UP_SECONDS = 3;
const operation = 'GetEngagementInvitation';

/** What is dropped would cost nothing. */
const NOTHING_DROPPED = { OTEL_BSP_MAX_QUEUE_SIZE: '100000' };
/** A twentieth of the requests, unless the caller decides; or none. */
const RATIO = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.05' };
const NONE = { OTEL_TRACES_SAMPLER: 'parentbased_always_off' };

/**
 * Measures reads with traces against the same reads without, alternating between them. Spans are sent to a receiver here, whose
 * time does not count. A read of one row is what traces are dearest for: two spans of 1.7 KB together. What a request takes of the
 * event loop's thread others wait for; what it takes of the whole process is also the thread that sends, which needs a free core.
 */
export const tracedReads = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const receiver = await startReceiver();
    const start = async (name: string, env: Record<string, string | undefined>) => {
      const args = ['serve', '--port', '0', '--data', join(folder, name)];
      const server = await startProcess(FROM_DIST, args, { OTEL_EXPORTER_OTLP_ENDPOINT: undefined, ...env });
      const input = { Catalog: 'Sandbox', Identifier: await refer(server.endpoint) };
      await microsOf(server, input, WARM_UP_SECONDS);
      return { server, input, rounds: [] as Micros[] };
    };
    const endpoint = { ...NOTHING_DROPPED, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    const off = await start('off', {});
    const all = await start('all', endpoint);
    const some = await start('some', { ...endpoint, ...RATIO });
    const none = await start('none', { ...endpoint, ...NONE });
    const servers = [off, all, some, none];
    for (let round = 0; round < ROUNDS; round++) {
      // Each begins a round in turn, so that none always follows the same one.
      for (const index of servers.keys()) {
        const { server, input, rounds } = servers[(index + round) % servers.length] as typeof off;
        rounds.push(await microsOf(server, input, SECONDS));
      }
    }
    await Promise.all(servers.map(({ server }) => server.stop()));
    receiver.close();
    const rowOf = (name: string, { rounds }: typeof all, of: keyof Micros, most?: number): Row => {
      const ours = rounds.map((round) => round[of]);
      const without = off.rounds.map((round) => round[of]);
      const beside = { name: 'traces off', value: median(without) };
      return {
        ...{ name, unit: 'µs', ours: median(ours), beside, ratio: medianRatio(ours, without) },
        target: most === undefined ? undefined : { of: 'ratio', at: 'most', value: most },
      };
    };
    return [
      rowOf(`Event loop's thread for one ${operation}, every request traced`, all, 'eventLoop', 1.05),
      rowOf('  the whole process', all, 'process'),
      rowOf('  a twentieth of them, the whole process', some, 'process', 1.02),
      rowOf('  none of them, the whole process', none, 'process', 1.02),
    ];
  });

/** Microseconds of the server's processor time per request. */
interface Micros {
  eventLoop: number;
  process: number;
}

const microsOf = async (server: ServerProcess, input: object, seconds: number): Promise<Micros> => {
  const before = { eventLoop: server.eventLoopCpu(), process: server.cpu() };
  const { requests } = await callFor(seconds, server.endpoint, operation, input);
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
