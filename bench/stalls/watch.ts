import { openSync, readSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { type Held, NOTHING_HELD } from './held.ts';
import { whereOf } from './where.ts';

/**
 * Loaded into a server with `--import`: measures for how long each turn of its event loop holds the processor. Every turn ends with an
 * immediate, which begins the next one at once: a server that waits for nothing uses a whole core while it is watched.
 *
 * Besides, for how long it was held in all: what it waited for, mostly the disk, counts, but not what the kernel gave to other
 * processes (the run delay of the thread). A virtual machine that is not run has that among it too, so it is only told.
 */
const stat = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
const bytes = Buffer.alloc(64);

/** Nanoseconds on the processor, and in the queue for it. */
const readTimes = (): [ranNs: number, delayedNs: number] => {
  const [ran, delayed] = bytes.toString('latin1', 0, readSync(stat, bytes, 0, bytes.length, 0)).split(' ');
  return [Number(ran), Number(delayed)];
};

interface Longest {
  heldMs: number;
  ranMs: number;
  /** Microseconds of the clock that profiles use. */
  from: number;
  to: number;
}

const nowUs = (): number => Number(process.hrtime.bigint()) / 1_000;

let isWatching = false;
let longest: Longest | undefined;
let turns = 0;
let over = 0;
let began = nowUs();
let times = readTimes();

const turn = (): void => {
  const now = nowUs();
  const [ran, delayed] = readTimes();
  const heldMs = (now - began) / 1_000 - (delayed - times[1]) / 1_000_000;
  // The kernel counts what ran since its last tick later.
  const ranMs = Math.min(heldMs, (ran - times[0]) / 1_000_000);
  turns += 1;
  if (ranMs > 10) over += 1;
  if (!longest || ranMs > longest.ranMs) longest = { heldMs, ranMs, from: began, to: now };
  times = [ran, delayed];
  began = nowUs();
  if (isWatching) setImmediate(turn);
};

const session = new Session();
session.connect();

const begin = async (): Promise<void> => {
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await new Promise((resolve) => setImmediate(resolve));
  isWatching = true;
  turn();
  [longest, turns, over] = [undefined, 0, 0];
};

const end = async (): Promise<Held> => {
  isWatching = false;
  const found = longest;
  const counted = { turns, over };
  const { profile } = await session.post('Profiler.stop');
  if (!found) return NOTHING_HELD;
  return { ...counted, heldMs: found.heldMs, ranMs: found.ranMs, where: whereOf(profile, found, root) };
};

const root = fileURLToPath(new URL('../..', import.meta.url));

process.on('message', async (ask: 'begin' | 'end') => {
  if (ask === 'end') process.send?.(await end());
  else {
    await begin();
    process.send?.('begun');
  }
});
process.channel?.unref();
