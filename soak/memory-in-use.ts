import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;
const PATIENCE_MS = 30_000;

/** Measures the memory that a server process has in use. */
export interface MemoryMeter {
  /** What the process must be started with. */
  env: NodeJS.ProcessEnv;
  /** Returns the resident memory, in MB, without the room that V8 keeps for garbage (give-back.ts). */
  measure(pid: number): Promise<number>;
}

/** @param folder where the process may write what it measures. */
export const createMemoryMeter = (folder: string): MemoryMeter => {
  const file = join(folder, 'memory');
  const preload = new URL('give-back.ts', import.meta.url);
  return {
    env: {
      COSELL_SOAK_MEMORY: file,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --expose-gc --import=${preload}`,
    },
    measure: async (pid) => {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      const end = performance.now() + PATIENCE_MS;
      for (;;) {
        const bytes = readIfThere(file);
        if (bytes !== undefined) return Number(bytes) / 2 ** 20;
        if (performance.now() > end)
          throw new Error('The server does not tell how much memory it has in use.');
        await sleep(PAUSE_MS);
      }
    },
  };
};

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
