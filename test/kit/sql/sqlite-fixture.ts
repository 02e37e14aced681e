import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { type GroupCommitOptions, openSqlite } from '../../../src/kit/sql/sqlite/index.ts';

/** Names the files of the folders. */
export const PROGRAM = { name: 'cosell', folderOption: '--data' };

export interface Tables {
  note: { id: string; text: string };
}

export type Location = { folder: string } | 'memory';

/** A folder that is deleted when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cosell-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open database with an empty table `note`, closed when the test ends. */
export async function openNotes(location: Location, options?: Partial<GroupCommitOptions>) {
  const connections = openSqlite(location, PROGRAM, options);
  onTestFinished(() => connections.close());
  const reads = new Kysely<Tables>({ dialect: connections.reads });
  const writes = new Kysely<Tables>({ dialect: connections.writes });
  await writes.schema
    .createTable('note')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  const ids = async () => {
    const rows = await reads.selectFrom('note').select('id').orderBy('id').execute();
    return rows.map((row) => row.id);
  };
  const add = (id: string) =>
    writes.transaction().execute(async (trx) => {
      await trx
        .insertInto('note')
        .values({ id, text: `text of ${id}` })
        .execute();
      return id;
    });
  return { connections, reads, writes, ids, add };
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Runs TypeScript in its own process, with `openFolder`, `Kysely` and `folder` in scope. */
export function runInProcess(folder: string, code: string): ChildProcess {
  const program = `
    import { writeSync } from 'node:fs';
    import { Kysely } from 'kysely';
    import { openSqlite } from './src/kit/sql/sqlite/index.ts';
    const folder = ${JSON.stringify(folder)};
    const openFolder = (options) => openSqlite({ folder }, ${JSON.stringify(PROGRAM)}, options);
    const print = (line) => writeSync(1, line + '\\n');
    ${code}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Resolves with the output of a process when it has ended. */
export function output(child: ChildProcess): Promise<{ stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    printed.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    printed.stderr += text;
  });
  return new Promise((resolve) => child.once('close', () => resolve(printed)));
}

/** Waits until a process has printed its first line. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data).trim()));
    child.once('close', () => reject(new Error('The process ended before it printed a line.')));
  });
}
