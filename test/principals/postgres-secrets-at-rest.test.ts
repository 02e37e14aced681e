import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { apiKey, eventBridgeOf } from '../support/event-bridge.ts';
import { freshDatabase } from '../support/postgres.ts';
import { allSealed, exported, KEY, keysOf, start, stored, storePlain } from '../support/stored-secrets.ts';

describe('servers that share a database', () => {
  it('that start at the same time seal what was stored plain, once', async () => {
    const location = { databaseUrl: await freshDatabase() };
    const plain = await storePlain(location, 250);
    const nodes = await Promise.all([1, 2, 3].map(() => start(location)));
    for (const node of nodes) expect(await exported(node)).toHaveLength(250);
    await Promise.all(nodes.map((node) => node.close()));
    expect(allSealed(await stored(location))).toBe(true);
    expect(await keysOf(location, [KEY])).toEqual(plain);
  });

  it('that start at the same time agree on new keys', async () => {
    const location = { databaseUrl: await freshDatabase() };
    const nodes = await Promise.all([1, 2, 3].map(() => start(location)));
    for (const [index, node] of nodes.entries()) {
      await eventBridgeOf(node).createConnection({ Name: `c${index}`, ...apiKey });
    }
    const first = eventBridgeOf(nodes[0] ?? { endpoint: '' });
    const { NextToken } = await first.listConnections({ Limit: 1 });
    for (const node of nodes) {
      const { Connections } = await eventBridgeOf(node).listConnections({ Limit: 1, NextToken });
      expect(Connections?.map(({ Name }) => Name)).toEqual(['c1']);
      expect(await exported(node)).toHaveLength(3);
    }
  });

  it('leave everything as it is without a key, say so once, and seal it once there is one', async () => {
    const location = { databaseUrl: await freshDatabase() };
    const lines: string[] = [];
    const log = pino(
      { level: 'info' },
      new Writable({
        write: (line, _encoding, done) => {
          lines.push(String(line));
          done();
        },
      }),
    );
    const server = await start(location, [], { log });
    await eventBridgeOf(server).createConnection({ Name: 'one', ...apiKey });
    expect(await exported(server)).toEqual([apiKey.AuthParameters]);
    expect(await server.keys.reseal()).toEqual({ resealed: 0 });
    await server.close();
    expect(lines.filter((line) => line.includes('--secrets-key-file'))).toHaveLength(1);
    const values = await stored(location);
    expect(values.map((value) => value.startsWith('sealed:'))).toEqual([false, false, false]);
    const sealing = await start(location);
    expect(await exported(sealing)).toEqual([apiKey.AuthParameters]);
    await sealing.close();
    expect(allSealed(await stored(location))).toBe(true);
    await expect(start(location, [])).rejects.toThrow(/none was given/);
  });
});
