import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';

const migrate = async (...args: string[]) => {
  const program = startProgram(['migrate', ...args]);
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

describe('cosell migrate', () => {
  it('creates the schema and reports it, then finds nothing to do', async () => {
    const data = join(await temporaryFolder(), 'data');
    const first = await migrate('--data', data);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^applied 001-first-tables\n(applied \S+\n)*$/);
    expect(await migrate('--data', data)).toEqual({
      code: 0,
      stdout: 'The schema was up to date.\n',
      stderr: '',
    });
  });

  it('does not change data of a newer version', async () => {
    const data = await temporaryFolder();
    await migrate('--data', data);
    const database = new DatabaseSync(join(data, 'cosell.sqlite'));
    database.exec("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030')");
    database.close();
    const { code, stdout, stderr } = await migrate('--data', data);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^cosell: The data was written by a newer version of cosell/);
  });

  it('fails at once if a server holds the folder', async () => {
    const data = await temporaryFolder();
    await startProgram(['serve', '--port', '0', '--data', data]).ready();
    const { code, stderr } = await migrate('--data', data);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cosell: Another cosell server .*uses the data folder/);
  });

  it.each([
    [['--data', 'memory'], /nothing to migrate in memory/],
    [['--database-url', 'postgres://127.0.0.1:1/none'], /Nothing listens at 127\.0\.0\.1:1\b/],
    [['--nonsense'], /unknown option '--nonsense'/],
  ])('rejects %j', async (args, message) => {
    const { code, stderr } = await migrate(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
