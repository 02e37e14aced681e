import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileReason } from '../kit/file-reason.ts';

/** The most that a configuration or a seed may have. A text in V8 has at most 2^29 characters. */
const LIMIT_BYTES = 500_000_000;
/** How long a pipe may have no writer. */
const PIPE_PATIENCE_MS = 5_000;
const PIPE_POLL_MS = 20;
const CHUNK_BYTES = 1_048_576;

/**
 * Reads a file that somebody named on the command line; a pipe too, such as bash's `<(command)`. Ends also if the file
 * does not: a device, a pipe without a writer. Throws an Error whose message is a clause, such as `it is a folder`.
 *
 * @param limitBytes the most that is read. Default 500 MB.
 * @param patienceMs how long a pipe may have no writer. Default 5 s.
 */
export const readTextFile = async (
  path: string,
  { limitBytes = LIMIT_BYTES, patienceMs = PIPE_PATIENCE_MS } = {},
): Promise<string> => {
  // Not blocking: opening a pipe without a writer would hold a thread, which also keeps the process from ending.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error) => {
    throw new Error(fileReason(error));
  });
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new Error('it is a folder');
    if (stat.size > limitBytes) throw tooLong(limitBytes);
    const chunks = await readChunks(file, { limitBytes, patienceMs: stat.isFIFO() ? patienceMs : 0 });
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    await file.close();
  }
};

const readChunks = async (
  file: FileHandle,
  { limitBytes, patienceMs }: { limitBytes: number; patienceMs: number },
): Promise<Buffer[]> => {
  const chunks: Buffer[] = [];
  let waitedMs = 0;
  for (let bytes = 0; bytes <= limitBytes; ) {
    const chunk = await readChunk(file);
    // At the end a pipe reads as empty, and before its writer comes too; while the writer is silent, as 'silent'.
    if (chunk === 'silent' || (chunk.length === 0 && bytes === 0 && waitedMs < patienceMs)) {
      await sleep(PIPE_POLL_MS);
      waitedMs += PIPE_POLL_MS;
      continue;
    }
    if (chunk.length === 0 && bytes === 0 && patienceMs > 0)
      throw new Error('nothing was written to the pipe');
    if (chunk.length === 0) return chunks;
    bytes += chunk.length;
    chunks.push(chunk);
  }
  throw tooLong(limitBytes);
};

const readChunk = async (file: FileHandle): Promise<Buffer | 'silent'> => {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 'silent';
    throw new Error(fileReason(error));
  }
};

const tooLong = (limitBytes: number): Error => new Error(`it is longer than ${limitBytes / 1_000_000} MB`);
