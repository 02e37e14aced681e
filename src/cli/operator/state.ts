import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { readTextFile } from '../read-text-file.ts';
import { call, orFail, type ServerFlags, serverCommand } from './call.ts';

/** `cosell export`: writes the whole state to a file or to standard output. */
export const exportCommand = (): Command =>
  serverCommand(
    'export',
    'Writes the whole state of a server, secrets included, as one JSON document.',
    'cosell export state.json',
  )
    .argument('[file]', 'where to write it (default: standard output)')
    .action((file: string | undefined, flags: ServerFlags) =>
      orFail(async () => {
        const response = await call(flags, { method: 'GET', path: '/_cosell/state' });
        const state = `${await response.text()}\n`;
        // Readable by its owner only, because it contains secrets.
        if (file) await writeFile(file, state, { mode: 0o600 });
        else process.stdout.write(state);
      }),
    );

/** `cosell import`: replaces the whole state with that of a file or of standard input. */
export const importCommand = (): Command =>
  serverCommand(
    'import',
    'Replaces the whole state of a server by one that was exported.',
    'cosell import state.json',
  )
    .argument('[file]', 'where to read it (default: standard input)')
    .action((file: string | undefined, flags: ServerFlags) =>
      orFail(async () => {
        const body = file ? await readState(file) : await text(process.stdin);
        const response = await call(flags, { method: 'PUT', path: '/_cosell/state', body });
        const { rows } = (await response.json()) as { rows: number };
        process.stdout.write(`Imported ${rows} rows.\n`);
      }),
    );

const readState = (file: string): Promise<string> =>
  readTextFile(file).catch((error: Error) => {
    throw new Error(`The state ${file} cannot be read: ${error.message}.`);
  });
