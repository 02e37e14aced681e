import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** How many are kept: an agent that saves before each try must not fill the disk. */
const MOST_STATES = 10;

/** States of the server that are kept under a name, in temporary files of this process that only its user can read. */
export interface SavedStates {
  /** Keeps a state, instead of an earlier one of the name. Returns its size in bytes. Throws an Error if there are too many. */
  save(name: string, body: ReadableStream<Uint8Array>): Promise<number>;
  /** Returns a state; undefined if there is none of the name. */
  open(name: string): Readable | undefined;
  names(): string[];
  /** Deletes all. */
  close(): Promise<void>;
}

/** Creates the place for saved states. Makes no folder before the first. */
export const createSavedStates = (): SavedStates => {
  const names = new Set<string>();
  let folder: Promise<string> | undefined;
  let path = '';
  const fileOf = (name: string): string => join(path, `${name}.json`);
  return {
    save: async (name, body) => {
      if (!names.has(name) && names.size >= MOST_STATES) {
        await body.cancel();
        throw new Error(
          `${MOST_STATES} states are saved already: ${[...names].join(', ')}. Save under one of these names.`,
        );
      }
      folder ??= mkdtemp(join(tmpdir(), 'cosell-states-'));
      path = await folder;
      const part = `${fileOf(name)}.part`;
      await pipeline(Readable.fromWeb(body), createWriteStream(part, { mode: 0o600 }));
      await rename(part, fileOf(name));
      names.add(name);
      return (await stat(fileOf(name))).size;
    },
    open: (name) => (names.has(name) ? createReadStream(fileOf(name)) : undefined),
    names: () => [...names],
    close: async () => {
      names.clear();
      if (folder) await rm(await folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
};
