import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { startEngineAt } from '../support/engine.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf } from '../support/server.ts';

const migrate = async (databaseUrl: string) => {
  const program = startProgram(['migrate', '--database-url', databaseUrl]);
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

test('if several migrations run at once, one creates the schema and all succeed', async () => {
  const databaseUrl = await freshDatabase('template0');
  const all = await Promise.all([migrate(databaseUrl), migrate(databaseUrl)]);
  expect(all.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  const outputs = all.map(({ stdout }) => stdout).toSorted();
  expect(outputs).toEqual([
    'The schema was up to date.\n',
    expect.stringMatching(/^applied 001-first-tables\n/),
  ]);
});

test('a database is migrated while a server uses it', async () => {
  const databaseUrl = await freshDatabase();
  const client = clientOf(await startEngineAt({ databaseUrl }), ALPHA);
  const [{ code, stdout }] = await Promise.all([
    migrate(databaseUrl),
    ...Array.from({ length: 10 }, () => client.createOpportunity(opportunity())),
  ]);
  expect([code, stdout]).toEqual([0, 'The schema was up to date.\n']);
});

test('a database that has others’ tables and views, such as those of an extension, is migrated', async () => {
  const databaseUrl = await freshDatabase('template0');
  await administer(databaseUrl, 'create table others (id integer)');
  await administer(databaseUrl, 'create view pg_stat_of_others as select * from others');
  const { code, stderr } = await migrate(databaseUrl);
  expect([code, stderr]).toEqual([0, '']);
});

test('the schema of a newer version is not changed', async () => {
  const databaseUrl = await freshDatabase();
  await administer(databaseUrl, "insert into kysely_migration values ('999-from-the-future', '2030')");
  const { code, stderr } = await migrate(databaseUrl);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^cosell: The data was written by a newer version of cosell/);
});
