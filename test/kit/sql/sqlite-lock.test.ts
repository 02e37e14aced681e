import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUseError, openSqlite } from '../../../src/kit/sql/sqlite/index.ts';
import { firstLine, openNotes, output, PROGRAM, runInProcess, temporaryFolder } from './sqlite-fixture.ts';

/** Keeps what it opened: a collection of garbage would close it, and give the lock back. */
const OPEN_AND_STAY = `const opened = openFolder(); print('open'); setInterval(() => opened, 1000);`;
const TRY_TO_OPEN = `try { openFolder(); print('open'); } catch (error) { print(error.message); }`;

test('a second server on a folder fails at once and names the process that holds the lock', async () => {
  const folder = temporaryFolder();
  const child = runInProcess(folder, OPEN_AND_STAY);
  await firstLine(child);
  expect(() => openSqlite({ folder }, PROGRAM)).toThrow(
    `Another cosell server (process ${child.pid}) uses the data folder ${folder}. ` +
      'Stop it, or choose another folder with --data.',
  );
});

test('killing the process releases the lock', async () => {
  const folder = temporaryFolder();
  const child = runInProcess(folder, OPEN_AND_STAY);
  await firstLine(child);
  expect(() => openSqlite({ folder }, PROGRAM)).toThrow(FolderInUseError);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  await (await openNotes({ folder })).add('a');
});

test('a second open in the same process fails too, and the first keeps its lock', async () => {
  const folder = temporaryFolder();
  const { connections, add } = await openNotes({ folder });
  expect(() => openSqlite({ folder }, PROGRAM)).toThrow(`(process ${process.pid})`);
  const attempt = await output(runInProcess(folder, TRY_TO_OPEN));
  expect(attempt.stdout).toContain(`(process ${process.pid})`);
  await add('a');
  await connections.close();
  expect(await output(runInProcess(folder, TRY_TO_OPEN))).toEqual({ stdout: 'open\n', stderr: '' });
});

test('a folder is created with its parents, for its owner only, and close removes temporary files', async () => {
  const folder = join(temporaryFolder(), 'deep', 'data');
  const { connections, add } = await openNotes({ folder });
  await add('a');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await connections.close();
  expect(existsSync(join(folder, 'cosell.sqlite'))).toBe(true);
  for (const name of ['cosell.sqlite-wal', 'cosell.sqlite-shm', 'cosell.pid']) {
    expect(existsSync(join(folder, name)), name).toBe(false);
  }
});

test('the lock is released if the database cannot be opened', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'cosell.sqlite'),
    'this is no database, and long enough to be seen as such '.repeat(20),
  );
  expect(() => openSqlite({ folder }, PROGRAM)).toThrow(/not a database/);
  rmSync(join(folder, 'cosell.sqlite'));
  await (await openNotes({ folder })).add('a');
});
