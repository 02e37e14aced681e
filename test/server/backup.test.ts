import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { backup } from '../../src/server/backup.ts';
import { restore } from '../../src/server/restore.ts';
import type { StoreLocation } from '../../src/store/index.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, temporaryFolder } from '../support/server.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

const safe = { force: false };
/** Given to each server, because a backup does not have it. */
const KEY = newSealKey();

const newPlace = async (): Promise<StoreLocation> =>
  underTest({ folder: join(await temporaryFolder(), 'data') });

const start = (place: StoreLocation, options = {}) =>
  startCosell({
    ...(place !== 'memory' && 'databaseUrl' in place
      ? { databaseUrl: place.databaseUrl }
      : { data: place === 'memory' ? place : place.folder }),
    secretsKeys: [KEY],
    logLevel: 'silent',
    ...options,
  });

const stateOf = async (server: Awaited<ReturnType<typeof start>>) => {
  await server.idle();
  const { at: _, ...state } = await server.state.export();
  return state;
};

/** A place with data, a backup of it, and the state that is in the backup. */
const setUp = async () => {
  const place = await newPlace();
  const file = join(await temporaryFolder(), 'a.backup');
  const server = await start(place, { accounts: worldAccounts });
  await buildWorld(server);
  const state = await stateOf(server);
  const description = await backup(place, file, safe);
  return { place, file, server, state, description };
};

describe('a backup', () => {
  it('is made while the server runs, and restores all to a new place, where work continues', async () => {
    const { server, file, state, description } = await setUp();
    // Not in it: it is of the moment at which it was begun.
    await refer(clientOf(server, ALPHA));
    await server.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(file, '..'))).toEqual(['a.backup']);
    expect(description.tables.find(({ table }) => table === 'opportunities')?.rows).toBeGreaterThan(1);
    const place = await newPlace();
    await restore(file, place, safe);
    const again = await start(place, { accounts: worldAccounts });
    expect(await stateOf(again)).toEqual(state);
    await runAcceptTask(clientOf(again, BETA), (await refer(clientOf(again, BETA))).invitationId);
    await again.close();
  });

  it('is consistent while tasks run', async () => {
    const place = await newPlace();
    const server = await start(place);
    let stop = false;
    const busy = [ALPHA, BETA].map(async (account) => {
      const client = clientOf(server, account);
      while (!stop) await runAcceptTask(client, (await refer(client)).invitationId);
    });
    const folder = await temporaryFolder();
    const other = await newPlace();
    for (let count = 0; count < 3; count += 1) await backup(place, join(folder, `${count}`), safe);
    stop = true;
    await Promise.all(busy);
    await server.close();
    await restore(join(folder, '2'), other, safe);
    const again = await start(other);
    await again.idle();
    const { tasks } = await again.tasks.list();
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.every(({ status }) => status === 'COMPLETE')).toBe(true);
    await again.close();
  });

  it('does not overwrite a file, unless it is to', async () => {
    const { server, place, file } = await setUp();
    await writeFile(file, 'mine');
    await expect(backup(place, file, safe)).rejects.toThrow(/exists.*--force/);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await backup(place, file, { force: true });
    await server.close();
    await restore(file, await newPlace(), safe);
  });

  it('needs data', async () => {
    const file = join(await temporaryFolder(), 'a.backup');
    const folder = await temporaryFolder();
    await expect(backup({ folder }, file, safe)).rejects.toThrow(/no data of cosell in/);
  });

  it('goes from either database to SQLite and to its own kind', async () => {
    const { server, file, state } = await setUp();
    await server.close();
    for (const place of [{ folder: join(await temporaryFolder(), 'data') }, await newPlace()]) {
      await restore(file, place, safe);
      const again = await start(place, { accounts: worldAccounts });
      expect(await stateOf(again)).toEqual(state);
      await again.close();
    }
  });
});

describe('a restore', () => {
  it('replaces data only if it is to, and then all of it', async () => {
    const { server, place, file, state } = await setUp();
    await refer(clientOf(server, ALPHA));
    await server.close();
    await expect(restore(file, place, safe)).rejects.toThrow(/has data: nothing was restored.*--force/);
    await restore(file, place, { force: true });
    const again = await start(place, { accounts: worldAccounts });
    expect(await stateOf(again)).toEqual(state);
    await again.close();
  });

  it('says that a server runs, and changes nothing', async () => {
    const { server, place, file } = await setUp();
    const before = await stateOf(server);
    await expect(restore(file, place, { force: true })).rejects.toThrow(/Stop/);
    expect(await stateOf(server)).toEqual(before);
    await server.close();
  });

  const change = (file: string, statement: string) => {
    const database = new DatabaseSync(file);
    database.exec(statement);
    database.close();
  };

  it.each([
    [
      'changed rows',
      "UPDATE opportunities SET stage = 'x'",
      /damaged \(rows of opportunities have changed\)/,
    ],
    ['lost rows', 'DELETE FROM events', /damaged \(events has 0 rows, and had \d+\)/],
    [
      'a newer schema',
      `UPDATE cosell_backup SET description =
      json_insert(description, '$.schema[#]', '999-later')`,
      /newer version of cosell .*999-later/,
    ],
    ['no description', 'DROP TABLE cosell_backup', /is no backup of cosell/],
  ])('refuses a backup with %s, by name', async (_, statement, says) => {
    const { server, file } = await setUp();
    await server.close();
    change(file, statement);
    const place = await newPlace();
    await expect(restore(file, place, safe)).rejects.toThrow(says);
    await expect(restore(file, place, safe)).rejects.toThrow(file);
  });

  it('refuses a cut file, another file, and none', async () => {
    const { server, file } = await setUp();
    await server.close();
    const place = await newPlace();
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, Math.floor(whole.length / 2)));
    await expect(restore(file, place, safe)).rejects.toThrow(/damaged/);
    await writeFile(file, 'a letter');
    await expect(restore(file, place, safe)).rejects.toThrow(/no backup of cosell, or is damaged/);
    await expect(restore(`${file}.x`, place, safe)).rejects.toThrow(/no backup of cosell/);
  });
});
