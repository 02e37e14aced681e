import { Command } from 'commander';
import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { examine, worstOf } from '../../src/cli/doctor/examine.ts';
import { serveCommand } from '../../src/cli/serve.ts';
import type { ServeFlags } from '../../src/cli/serve-flags.ts';
import { freshDatabase } from '../support/postgres.ts';

const doctor = async (databaseUrl: string) => {
  const command = new Command('doctor');
  for (const option of serveCommand().options) command.addOption(option);
  command.parse(['--port', '1', '--database-url', databaseUrl], { from: 'user' });
  const examined = await examine({ flags: command.opts<ServeFlags>(), command, location: { databaseUrl } });
  const of = (name: string): string[] =>
    examined
      .filter(({ check }) => check === name)
      .flatMap(({ findings }) => findings.map(({ severity, says }) => `${severity}: ${says}`));
  return { worst: worstOf(examined), of };
};

const run = async (databaseUrl: string, ...statements: string[]) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

it('finds nothing wrong with a good database', async () => {
  const { of } = await doctor(await freshDatabase());
  const found = ['store', 'clock', 'permissions', 'secrets-key', 'targets', 'versions'].flatMap(of);
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter((finding) => !finding.startsWith('ok: '))).toEqual([]);
  expect(of('store')).toEqual([
    expect.stringMatching(/PostgreSQL database .* is open, and its schema is up to date/),
  ]);
  expect(of('versions')[1]).toMatch(/^ok: PostgreSQL \d+/);
});

it('tells of clocks that differ', async () => {
  const databaseUrl = await freshDatabase();
  const { now } = Date;
  onTestFinished(() => void vi.restoreAllMocks());
  const ahead = async (ms: number) => {
    vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
    return (await doctor(databaseUrl)).of('clock');
  };
  expect(await ahead(20_000)).toEqual([
    expect.stringMatching(/^warning: The clocks .* differ by (19|20)\.\d s/),
  ]);
  expect(await ahead(-600_000)).toEqual([expect.stringMatching(/^error: The clocks .* differ by -/)]);
});

it('tells of tables that the user may not write, and of a schema where it may create nothing', async () => {
  const databaseUrl = await freshDatabase();
  const user = `reader_${Math.random().toString(36).slice(2)}`;
  await run(
    databaseUrl,
    `create role ${user} login password 'p'`,
    'revoke create on schema public from public',
    `grant select, insert, update, delete on all tables in schema public to ${user}`,
    `revoke update on tasks from ${user}`,
    `revoke insert on events from ${user}`,
  );
  onTestFinished(() => run(databaseUrl, `drop owned by ${user}`, `drop role ${user}`));
  const url = new URL(databaseUrl);
  url.username = user;
  url.password = 'p';
  const { worst, of } = await doctor(url.href);
  expect([worst, of('permissions')]).toEqual([
    'error',
    [
      'error: The database user may not read and write events, tasks.',
      expect.stringMatching(/^warning: The database user may not create tables/),
    ],
  ]);
});
