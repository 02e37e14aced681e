import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { fileReason } from '../../kit/file-reason.ts';
import { sizeOf, withProgress } from '../progress.ts';
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
        const { body } = await call(flags, { method: 'GET', path: '/_cosell/state' });
        if (!body) throw new Error('The server sent no state.');
        if (file) await withProgress('Exporting', (note) => writeWhole(file, noted(body, note)));
        else await pipeline(withEndOfLine(body), process.stdout, { end: false });
      }),
    );

/**
 * Writes a stream to a file that has its name only when it is whole. Readable by its owner only, because a state contains
 * secrets.
 */
const writeWhole = async (file: string, body: AsyncIterable<Uint8Array>): Promise<void> => {
  const part = `${file}.part`;
  try {
    await pipeline(withEndOfLine(body), createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

/** Tells how much has passed. */
async function* noted(
  body: AsyncIterable<Uint8Array>,
  note: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    note(sizeOf(bytes));
    yield chunk;
  }
}

async function* withEndOfLine(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* body;
  yield Buffer.from('\n');
}

/** `cosell import`: replaces the whole state with that of a file or of standard input. */
export const importCommand = (): Command =>
  serverCommand(
    'import',
    'Replaces the whole state of a server by one that was exported.',
    'cosell import state.json',
  )
    .argument('[file]', 'where to read it (default: standard input)')
    .option('--json', 'print JSON')
    .action((file: string | undefined, flags: ServerFlags & { json?: true }) =>
      orFail(async () => {
        const source = file ? createReadStream(await readable(file)) : process.stdin;
        const response = await withProgress('Importing', (note) =>
          call(flags, { method: 'PUT', path: '/_cosell/state', body: Readable.from(noted(source, note)) }),
        );
        const { rows } = (await response.json()) as { rows: number };
        process.stdout.write(flags.json ? `${JSON.stringify({ rows })}\n` : `Imported ${rows} rows.\n`);
      }),
    );

/** Returns the path of a file that can be read. Throws an Error that says why not. */
const readable = async (file: string): Promise<string> => {
  try {
    if (!(await stat(file)).isDirectory()) {
      await access(file, constants.R_OK);
      return file;
    }
  } catch (error) {
    throw new Error(`The state ${file} cannot be read: ${fileReason(error)}.`);
  }
  throw new Error(`The state ${file} cannot be read: it is a folder.`);
};
