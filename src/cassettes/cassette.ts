import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isMembers, type Json, type Members } from '../kit/shape/differences.ts';

/**
 * A cassette is a file of JSON lines: its head, and then a line for each call in the order in which they were answered. What it has
 * is documented for users in docs/guides/is-it-like-aws.md.
 */
export interface Cassette {
  head: Head;
  calls: Recorded[];
  /** Whether the last line is cut, as after the recorder was killed. */
  isCut: boolean;
}

/** The version of the format. A reader refuses others. */
export const CASSETTE_VERSION = 1;

export interface Head {
  cassette: typeof CASSETTE_VERSION;
  /** What recorded it: `cosell 0.1.0`. */
  by: string;
  /** When it was begun, by the clock of the machine. */
  at: string;
  /** Whom the calls were passed on to; a host's name may be that of a company. */
  upstream: 'aws' | 'other';
  region: string;
}

/** A call and its answer. */
export interface Recorded {
  /** Counts from 1. */
  call: number;
  /** When it came. */
  at: string;
  tookMs: number;
  /** The account that it was made by. */
  caller: string;
  operation: string;
  input: Members;
  status: number;
  /** The exception's name, if it is one. */
  exception?: string;
  /** The body of the answer; of an exception, its members. */
  output: Members;
}

/** A cassette that is being written. */
export interface CassetteWriter {
  /** Resolves when the line is on the disk. Rejects if it cannot be written; then nothing more is. */
  add(call: Recorded): Promise<void>;
  close(): Promise<void>;
}

/** Begins a cassette. Rejects with Node's error; with EEXIST if the file is there, because a recording is not easily made again. */
export const createCassette = async (file: string, head: Head): Promise<CassetteWriter> => {
  // Only its owner may read it.
  const handle = await open(file, 'ax', 0o600);
  let last = writeLine(handle, head);
  return {
    add: (call) => {
      last = last.then(() => writeLine(handle, call));
      return last;
    },
    close: async () => {
      await last.catch(() => {});
      await handle.close();
    },
  };
};

const writeLine = async (handle: FileHandle, line: object): Promise<void> => {
  await handle.appendFile(`${JSON.stringify(line)}\n`);
  await handle.datasync();
};

/** Reads a cassette. Throws an Error that says which line is wrong and how. */
export const readCassette = async (file: string): Promise<Cassette> => {
  const handle = await open(file);
  const lines: Json[] = [];
  let isCut = false;
  try {
    let number = 0;
    for await (const line of createInterface({ input: handle.createReadStream({ autoClose: false }) })) {
      number += 1;
      if (isCut) throw new Error(`${file} is no cassette: line ${number - 1} is not JSON.`);
      const read = parse(line);
      if (read === undefined) isCut = true;
      else lines.push(read);
    }
  } finally {
    await handle.close();
  }
  const [head, ...calls] = lines;
  if (!isHead(head)) throw new Error(`${file} is no cassette: its first line has no "cassette": 1.`);
  if (head.cassette !== CASSETTE_VERSION) {
    throw new Error(
      `${file} is a cassette of version ${head.cassette}, and this cosell reads version ${CASSETTE_VERSION}. Record it again, or use the cosell that made it (${head.by}).`,
    );
  }
  return { head, calls: calls.map((call, index) => asRecorded(call, `${file}, line ${index + 2}`)), isCut };
};

const parse = (line: string): Json | undefined => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const isHead = (value: Json | undefined): value is Members & Head =>
  isMembers(value) && typeof value.cassette === 'number' && typeof value.region === 'string';

const asRecorded = (value: Json, place: string): Recorded => {
  const call = isMembers(value) ? value : {};
  for (const [member, type] of Object.entries(TYPES)) {
    const given = call[member];
    const isRight = type === 'object' ? isMembers(given) : typeof given === type;
    if (!isRight) throw new Error(`${place}: a call needs "${member}".`);
  }
  return call as unknown as Recorded;
};

const TYPES = {
  ...{ call: 'number', at: 'string', caller: 'string', operation: 'string' },
  ...{ input: 'object', status: 'number', output: 'object' },
};
