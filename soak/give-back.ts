import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into the server that is soaked. At SIGUSR2 it collects all garbage, gives back the pages that V8 keeps for more of it, and
 * writes the resident memory that is left, in bytes, to the file that COSELL_SOAK_MEMORY names.
 */
const file = process.env.COSELL_SOAK_MEMORY;
if (isMainThread && file !== undefined) {
  process.on('SIGUSR2', () => {
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    writeFileSync(`${file}.new`, String(process.memoryUsage.rss()));
    renameSync(`${file}.new`, file);
  });
}
