import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { apiKey, eventBridgeOf } from '../support/event-bridge.ts';
import { underTest } from '../support/postgres.ts';
import { temporaryFolder } from '../support/server.ts';
import {
  allSealed,
  exported,
  KEY,
  keysOf,
  start,
  stored,
  storePlain,
  withStoreAt,
} from '../support/stored-secrets.ts';

/** In the parameters of `apiKey`. */
const PLANTED = 'key-secret';

const freshPlace = async () => {
  const folder = await temporaryFolder();
  return { folder, location: await underTest({ folder }) };
};

/** Returns the text of all files of a folder. */
const textOf = async (folder: string): Promise<string> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
};

describe('the keys of sessions and page tokens, and the secrets of connections', () => {
  it('are sealed from the first start on, and none is in any file', async () => {
    const { folder, location } = await freshPlace();
    const server = await start(location);
    const client = eventBridgeOf(server);
    await client.createConnection({ Name: 'one', ...apiKey });
    await client.createConnection({ Name: 'two', ...apiKey });
    await client.updateConnection({
      Name: 'two',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x', ApiKeyValue: `${PLANTED} of two` } },
    });
    expect(await exported(server)).toEqual([
      apiKey.AuthParameters,
      { ApiKeyAuthParameters: { ApiKeyName: 'x', ApiKeyValue: `${PLANTED} of two` } },
    ]);
    await server.close();
    const values = await stored(location);
    expect([values.length, allSealed(values)]).toEqual([4, true]);
    const { sessions, pageTokens } = await keysOf(location, [KEY]);
    const text = `${values.join('\n')}\n${await textOf(folder)}`;
    for (const secret of [PLANTED, sessions, pageTokens]) expect(text).not.toContain(secret);
  });

  it('are sealed at the start if an earlier version stored them as they are, and stay the same', async () => {
    const { location } = await freshPlace();
    const plain = await storePlain(location, 450);
    const server = await start(location);
    await eventBridgeOf(server).updateConnection({ Name: 'c0449', Description: 'keeps its secrets' });
    expect(await exported(server)).toEqual(Array.from({ length: 450 }, () => apiKey.AuthParameters));
    await server.close();
    const values = await stored(location);
    expect([values.length, allSealed(values)]).toEqual([452, true]);
    expect(await keysOf(location, [KEY])).toEqual(plain);
  });

  it('are sealed with a new key by `keys reseal`, after which the old one is not needed', async () => {
    const { location } = await freshPlace();
    const young = newSealKey();
    const first = await start(location);
    await eventBridgeOf(first).createConnection({ Name: 'one', ...apiKey });
    await first.close();
    const before = await keysOf(location, [KEY]);
    const both = await start(location, [young, KEY]);
    await eventBridgeOf(both).createConnection({ Name: 'two', ...apiKey });
    expect(await both.keys.reseal()).toEqual({ resealed: 3 });
    expect(await both.keys.reseal()).toEqual({ resealed: 0 });
    await both.close();
    await expect(start(location, [KEY])).rejects.toThrow(/encrypted with the secrets key [0-9a-f]{12}/);
    const last = await start(location, [young]);
    expect(await exported(last)).toEqual([apiKey.AuthParameters, apiKey.AuthParameters]);
    await last.close();
    expect(await keysOf(location, [young])).toEqual(before);
  });

  it('are exported readable, and sealed where they are imported', async () => {
    const [one, other] = [await freshPlace(), await freshPlace()];
    const source = await start(one.location);
    await eventBridgeOf(source).createConnection({ Name: 'one', ...apiKey });
    const state = await source.state.export();
    const young = newSealKey();
    const target = await start(other.location, [young]);
    await target.state.import(state);
    expect(await exported(target)).toEqual([apiKey.AuthParameters]);
    await target.close();
    expect(allSealed(await stored(other.location))).toBe(true);
    expect(await textOf(other.folder)).not.toContain(PLANTED);
  });

  it('cannot be used for another connection', async () => {
    const { location } = await freshPlace();
    const server = await start(location);
    for (const Name of ['one', 'two']) await eventBridgeOf(server).createConnection({ Name, ...apiKey });
    await server.close();
    await withStoreAt(location, (store) =>
      store.transaction(async (tx) => {
        const { secrets } = await tx
          .selectFrom('event_connections')
          .select('secrets')
          .where('name', '=', 'one')
          .executeTakeFirstOrThrow();
        await tx.updateTable('event_connections').set({ secrets }).where('name', '=', 'two').execute();
      }),
    );
    await expect(exported(await start(location))).rejects.toThrow(/is damaged/);
  });
});
