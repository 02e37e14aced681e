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

/** A twentieth of the requests, unless the caller decides. */
const RATIO = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.05' };

/** Measures reads with traces against the same reads without, alternating between them. Spans are sent to a receiver here. */
export const tracedReads = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const receiver = await startReceiver();
    const start = async (name: string, env: Record<string, string | undefined>) => {
      const args = ['serve', '--port', '0', '--data', join(folder, name)];
      const server = await startProcess(FROM_DIST, args, { OTEL_EXPORTER_OTLP_ENDPOINT: undefined, ...env });
      const input = { Catalog: 'Sandbox', Identifier: await refer(server.endpoint) };
      await microsOf(server, input, WARM_UP_SECONDS);
      return { server, input, micros: [] as number[] };
    };
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    const off = await start('off', {});
    const all = await start('all', endpoint);
    const some = await start('some', { ...endpoint, ...RATIO });
    for (let round = 0; round < ROUNDS; round++) {
      for (const { server, input, micros } of [off, all, some]) {
        micros.push(await microsOf(server, input, SECONDS));
      }
    }
    await Promise.all([off, all, some].map(({ server }) => server.stop()));
    receiver.close();
    const beside = { name: 'traces off', value: median(off.micros) };
    const rowOf = (name: string, { micros }: typeof all): Row => ({
      ...{ name, unit: 'µs', ours: median(micros), beside, ratio: medianRatio(micros, off.micros) },
      target: { of: 'ratio', at: 'most', value: 1.05 },
    });
    return [
      rowOf(`Processor time of one ${operation}, every request traced`, all),
      rowOf('  a twentieth of them', some),
    ];
  });

/** Microseconds of the server's processor time per request. */
const microsOf = async (server: ServerProcess, input: object, seconds: number): Promise<number> => {
  const before = server.cpu();
  const { requests } = await callFor(seconds, server.endpoint, operation, input);
  return (1000 * (server.cpu() - before)) / requests;
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
