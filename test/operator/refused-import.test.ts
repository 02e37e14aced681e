import { Agent, request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../support/server.ts';

it('answers the next request on the connection of an import that it has refused without reading all of it', async () => {
  const { endpoint } = await startServer();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const send = (method: string, path: string, body: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      request(`${endpoint}${path}`, { method, agent, headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
        .on('error', reject)
        .end(body);
    });
  const rows = [['x'.repeat(9_000_000)]];
  const state = JSON.stringify({ format: 1, schema: [], tables: { events: { columns: ['event'], rows } } });
  expect(await send('PUT', '/_cosell/state', state)).toBe(400);
  expect(await send('GET', '/_cosell/health', '')).toBe(200);
});
