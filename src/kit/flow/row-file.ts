import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { breathe } from './pace.ts';

/** How much is written or read at once. */
const PIECE_BYTES = 262_144;

/** A section of a file of rows: where its lines are. */
export interface Section {
  start: number;
  end: number;
}

/** A temporary file of rows, each a line of JSON. It has no name, so it vanishes with the process at the latest. */
export interface RowFile extends AsyncDisposable {
  /** Adds a row. It is written by `flush`. */
  add(row: unknown): void;
  /** Writes the added rows if they are many, or if `all` is set. */
  flush(all?: boolean): Promise<void>;
  /** Where the next row will be. */
  readonly end: number;
  /** Reads the rows of a section, some hundred kilobytes at once. */
  read(section: Section): AsyncGenerator<unknown[], void, undefined>;
}

/** Creates a file in the folder for temporary files, with access for its owner only. Throws the error of the file system. */
export const createRowFile = async (): Promise<RowFile> => {
  const path = join(tmpdir(), `cosell-${nanoid()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path, { force: true });
  let lines: string[] = [];
  let heldBytes = 0;
  let writtenBytes = 0;
  return {
    get end() {
      return writtenBytes + heldBytes;
    },
    add: (row) => {
      const line = `${JSON.stringify(row)}\n`;
      lines.push(line);
      heldBytes += Buffer.byteLength(line);
    },
    flush: async (all = false) => {
      if (heldBytes === 0 || (!all && heldBytes < PIECE_BYTES)) return;
      await breathe();
      const piece = Buffer.from(lines.join(''));
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await file.write(piece, at, piece.length - at, writtenBytes + at);
        at += bytesWritten;
      }
      writtenBytes += heldBytes;
      [lines, heldBytes] = [[], 0];
    },
    async *read({ start, end }) {
      let rest: Buffer[] = [];
      for (let at = start; at < end; ) {
        const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
        const { bytesRead } = await file.read(piece, 0, piece.length, at);
        if (bytesRead === 0) throw new Error('A temporary file ended early.');
        at += bytesRead;
        const read = piece.subarray(0, bytesRead);
        const lastLine = read.lastIndexOf(10);
        if (lastLine < 0) {
          rest.push(read);
          continue;
        }
        await breathe();
        const text = Buffer.concat([...rest, read.subarray(0, lastLine)]).toString('utf8');
        rest = [read.subarray(lastLine + 1)];
        await breathe();
        yield text.split('\n').map((line) => JSON.parse(line));
      }
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
};
