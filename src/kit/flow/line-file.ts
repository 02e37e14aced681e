import { close as closeFile, open as openFile, write as writeFile } from 'node:fs';
import { promisify } from 'node:util';
import { createLineQueue } from './line-queue.ts';
import { clearTimeout, setTimeout } from './real-time.ts';
import { sleep } from './sleep.ts';

/** A file to which lines are appended without waiting for the disk. */
export interface LineFile {
  /** Appends a line, without its line end. If the disk does not keep up and the buffer is full, the line is lost and counted. */
  append(line: string): void;
  /** Whether lines reach the file: false from a failed write or a lost line until all that waits can be written again. */
  isWritten(): boolean;
  /** Opens the file by its name again, for log rotation. Lines that wait go to the new file. No effect on standard output. */
  reopen(): void;
  /** Writes what waits, for at most `limitMs`, and closes. */
  close(limitMs: number): Promise<void>;
}

export interface LineFileOptions {
  /** A path, or the number of an open file: 1 is standard output. */
  file: string | number;
  /** How many bytes may wait for the disk. */
  limitBytes: number;
  /** Returns the line that tells of lost ones. It is appended as soon as there is space. */
  describeLoss(lines: number): string;
  /** Called if writing fails, once until it succeeds again. */
  onFailure(error: Error): void;
  /** Time until what failed is repeated, in milliseconds. Default 1,000. */
  retryMs?: number;
  /** Default Node's. For tests of disks that fail. */
  calls?: FileCalls;
}

/** The system calls. */
export interface FileCalls {
  open(file: string): Promise<number>;
  /** Returns how many bytes were written. */
  write(descriptor: number, bytes: Buffer): Promise<number>;
  close(descriptor: number): Promise<void>;
}

const openAsync = promisify(openFile);
const writeAsync = promisify(writeFile) as (
  descriptor: number,
  bytes: Buffer,
) => Promise<{ bytesWritten: number }>;

const nodeCalls: FileCalls = {
  // Only its owner may read it.
  open: (file) => openAsync(file, 'a', 0o600),
  write: async (descriptor, bytes) => (await writeAsync(descriptor, bytes)).bytesWritten,
  close: promisify(closeFile),
};

const RETRY_MS = 1_000;
/** A pipe whose reader is slow has space again after a moment. */
const PIPE_RETRY_MS = 20;

/**
 * Opens a file for appending. Each write contains whole lines and goes to the end of the file, so that several processes may
 * write to it, and it may be renamed or truncated meanwhile. A disk that is full may take a part of a line; the rest follows
 * when there is space. Costs one write at a time: lines that come meanwhile share the next one.
 * @throws the error of `open`, e.g. if there is no such folder
 */
export const openLineFile = async (options: LineFileOptions): Promise<LineFile> => {
  const { file, calls = nodeCalls } = options;
  const queue = createLineQueue(options.limitBytes, options.describeLoss);
  const persist = createPersistence(options);
  let descriptor = typeof file === 'number' ? file : await calls.open(file);
  let isPumping = false;
  let isClosed = false;
  let wantsReopen = false;
  let pumped: Promise<void> | undefined;

  const reopenNow = async (): Promise<void> => {
    if (typeof file === 'number') return;
    const before = descriptor;
    descriptor = await calls.open(file);
    await calls.close(before).catch(() => {});
  };
  const writeBatch = async (batch: Buffer): Promise<void> => {
    for (let rest = batch; rest.length > 0; ) {
      await persist.untilDone(async () => {
        rest = rest.subarray(await calls.write(descriptor, rest));
      });
    }
    queue.release(batch.length);
  };
  const pump = async (): Promise<void> => {
    try {
      while (wantsReopen || !queue.isEmpty()) {
        if (wantsReopen) {
          wantsReopen = false;
          await persist.untilDone(reopenNow);
        }
        if (!queue.isEmpty()) await writeBatch(queue.take());
      }
    } finally {
      isPumping = false;
    }
  };
  const start = (): void => {
    if (isPumping) return;
    isPumping = true;
    // Rejects if it was given up.
    pumped = pump().catch(() => {});
  };

  return {
    append: (line) => {
      if (isClosed) return;
      queue.add(line);
      start();
    },
    isWritten: () => !persist.isFailing() && !queue.hasLoss(),
    reopen: () => {
      wantsReopen = true;
      start();
    },
    close: async (limitMs) => {
      if (isClosed) return;
      isClosed = true;
      const timer = setTimeout(persist.giveUp, limitMs);
      await Promise.race([pumped, persist.givenUp]);
      clearTimeout(timer);
      if (typeof file === 'string') await calls.close(descriptor).catch(() => {});
    },
  };
};

/** Repeats what fails until it succeeds or is given up. */
const createPersistence = ({ retryMs = RETRY_MS, onFailure }: LineFileOptions) => {
  let isFailing = false;
  const { promise: givenUp, resolve: resolveGivenUp } = Promise.withResolvers<void>();
  const controller = new AbortController();
  const { signal } = controller;
  const wait = (milliseconds: number) =>
    sleep(milliseconds, undefined, { ref: false, signal }).catch(() => {});
  return {
    givenUp,
    giveUp: () => {
      controller.abort();
      resolveGivenUp();
    },
    isFailing: () => isFailing,
    untilDone: async (step: () => Promise<void>): Promise<void> => {
      for (;;) {
        try {
          await step();
          isFailing = false;
          return;
        } catch (error) {
          if (signal.aborted) throw error;
          const isSlowPipe = (error as NodeJS.ErrnoException).code === 'EAGAIN';
          if (!isSlowPipe && !isFailing) onFailure(error as Error);
          if (!isSlowPipe) isFailing = true;
          await wait(isSlowPipe ? PIPE_RETRY_MS : retryMs);
        }
      }
    },
  };
};
