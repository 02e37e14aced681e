import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { move } from '../../src/server/move.ts';
import { openStore, type StoreLocation } from '../../src/store/index.ts';
import { loadKeptTables, loadTables } from '../../src/store/tables.ts';
import { eventually } from '../support/engine.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { readFeed, temporaryFolder } from '../support/server.ts';
import { start } from '../support/stored-secrets.ts';
import { buildWorld } from '../support/world.ts';

/** Blocks every move at a table until `letGo`. */
const hold = async (databaseUrl: string, table: string, mode: string) => {
  const holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query(`begin; lock table ${table} in ${mode} mode`);
  return {
    somebodyWaits: () =>
      eventually(async () => {
        const waiting = `select 1 from pg_locks where not granted and relation = '${table}'::regclass`;
        return (await administer(databaseUrl, waiting)).length > 0 || undefined;
      }),
    letGo: () => holder.query('rollback'),
  };
};

const rowsIn = async (location: StoreLocation): Promise<number> => {
  const store = await openStore(location);
  onTestFinished(() => store.close());
  let rows = 0;
  for (const { name } of await loadTables()) {
    rows += (
      await store.reads
        .selectFrom(name)
        .select((row) => row.fn.countAll().as('count'))
        .execute()
    )
      .map(({ count }) => Number(count))
      .reduce((one, other) => one + other, 0);
  }
  await store.close();
  return rows;
};

const newFolder = async () => ({ folder: join(await temporaryFolder(), 'data') });
const newDatabase = async () => ({ databaseUrl: await freshDatabase() });
const nameOf = (place: { folder: string } | { databaseUrl: string }): string =>
  'folder' in place ? place.folder : place.databaseUrl;

const fill = async (location: StoreLocation) => {
  const server = await start(location);
  await buildWorld(server);
  const feed = await readFeed(server);
  await server.close();
  return feed;
};

test.each([
  ['to PostgreSQL', newFolder, newDatabase],
  ['from PostgreSQL', newDatabase, newFolder],
])(
  'a move %s that is killed half way leaves nothing behind and can be started again',
  {
    timeout: 240_000,
  },
  async (_name, newSource, newTarget) => {
    const [from, to] = [await newSource(), await newTarget()];
    const feed = await fill(from);
    const databaseUrl = 'databaseUrl' in to ? to.databaseUrl : nameOf(from);
    // The tables before `events` are written by then.
    const held = await hold(databaseUrl, 'events', 'databaseUrl' in to ? 'share' : 'access exclusive');
    const program = startProgram(['move', '--from', nameOf(from), '--to', nameOf(to)]);
    await held.somebodyWaits();
    program.child.kill('SIGKILL');
    await program.ended();
    await held.letGo();
    expect(await eventually(async () => (await rowsIn(to)) === 0 || undefined)).toBe(true);

    const again = startProgram(['move', '--from', nameOf(from), '--to', nameOf(to)]);
    expect(await again.ended(), again.stderr).toBe(0);
    expect(again.stdout).toMatch(new RegExp(`events +│ +${feed.length} │`));
    const server = await start(to);
    expect((await readFeed(server)).slice(0, feed.length)).toEqual(feed);
  },
);

test('of two concurrent moves to one database one succeeds and the other is rejected', async () => {
  const [one, other, to] = [await newFolder(), await newFolder(), await newDatabase()];
  await Promise.all([fill(one), fill(other)]);
  const outcomes = await Promise.allSettled([move(one, to), move(other, to)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(String(refused?.reason)).toMatch(/is (not empty|written to at this moment).*nothing was moved/);
});

test('a server that starts during a move to its database finds all data, or makes the move fail', async () => {
  const [from, to] = [await newFolder(), await newDatabase()];
  const feed = await fill(from);
  const held = await hold(to.databaseUrl, 'events', 'share');
  const moving = move(from, to);
  await held.somebodyWaits();
  const starting = start(to);
  await eventually(async () => {
    const waiting = "select 1 from pg_locks where not granted and locktype = 'transactionid'";
    return (await administer(to.databaseUrl, waiting)).length > 0 || undefined;
  });
  await held.letGo();
  await moving;
  expect((await readFeed(await starting)).slice(0, feed.length)).toEqual(feed);
});

test('a row that differs after it was written is detected, and nothing is moved', async () => {
  const [from, to] = [await newFolder(), await newDatabase()];
  await fill(from);
  // A trigger simulates any cause that changes the written rows.
  await administer(
    to.databaseUrl,
    `create function spoil() returns trigger language plpgsql as $$
       begin new.title := new.title || '!'; return new; end $$;
     create trigger spoil before insert on engagements for each row execute function spoil()`,
  );
  await expect(move(from, to)).rejects.toThrow(/written to engagements is not what was read/);
  expect(await rowsIn(to)).toBe(0);
});

test('messages describe a database without its password', async () => {
  const { databaseUrl } = await newDatabase();
  const error = await move(await newFolder(), { databaseUrl }).catch(String);
  expect(error).toContain('There is no data of cosell in the folder');
  const place = { databaseUrl };
  await fill(place);
  const refusal = String(await move(await filledFolder(), place).catch(String));
  expect(refusal).toContain(`the PostgreSQL database ${new URL(databaseUrl).pathname.slice(1)} at 127.0.0.1`);
  expect(refusal).not.toContain('postgres:postgres');
});

const filledFolder = async (): Promise<StoreLocation> => {
  const folder = await newFolder();
  await fill(folder);
  return folder;
};

test('every table of the database that holds state is moved, by its primary key', async () => {
  const tables = await administer(
    await freshDatabase(),
    `select class.relname as name, array_agg(attribute.attname order by array_position(i.indkey::int2[], attribute.attnum))::text[] as key
     from pg_index i join pg_class class on class.oid = i.indrelid
       join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum = any(i.indkey)
     where i.indisprimary and class.relnamespace = 'public'::regnamespace
       and class.relname not like 'kysely_%' and class.relname not in ('jobs', 'quota_usage')
     group by class.relname order by class.relname`,
  );
  const known = (await loadKeptTables()).map(({ name, key }) => ({ name, key }));
  expect(known.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual(tables);
});

test('a row that the new place refuses is named, with its key and the reason, and nothing is moved', async () => {
  const from = await newFolder();
  const to = await newDatabase();
  await fill(from);
  const store = await openStore(from);
  const resource_arn = 'arn:aws:partnercentral:us-east-1:111111111111:catalog/Sandbox/opportunity/O1';
  await store.transaction(async (tx) => {
    const tags = ['a', 'b', 'c'].map((tag_key) => ({ resource_arn, tag_key, tag_value: 'v' }));
    await tx.insertInto('tags').values(tags).execute();
    await tx.updateTable('tags').set({ tag_value: 'x\0y' }).where('tag_key', '=', 'b').execute();
  });
  await store.close();
  await expect(move(from, to)).rejects.toThrow(
    `The new place refuses the row of tags with resource_arn "${resource_arn}", tag_key "b": tag_value has the character ` +
      'U+0000 or half of a surrogate pair. Nothing was moved',
  );
  expect(await rowsIn(to)).toBe(0);
});
