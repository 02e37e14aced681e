import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { PARTNER } from '../http.ts';
import { loadOpportunities } from '../load-opportunities.ts';
import { inFolder } from '../processes.ts';
import type { Row } from '../report.ts';
import { scenes } from './scenes.ts';
import { startWatched } from './watched-server.ts';

/** How much of the processor anything may take at once. */
const MOST_MS = 10;

/**
 * Measures the longest turn of a server's event loop during each of the large things that it does, with so many opportunities: while
 * it lasts, nobody else is answered.
 *
 * @param wanted a part of the names of the scenes to play. Default all
 */
export const stalls =
  (count: number, wanted = '') =>
  (): Promise<Row[]> =>
    inFolder(async (folder) => {
      const data = join(folder, 'data');
      const store = await openStore({ folder: data });
      await loadOpportunities(store, { catalog: 'Sandbox', account: PARTNER, count });
      await store.close();
      const server = await startWatched(['--data', data]);
      const stage = { endpoint: server.endpoint, data, folder };
      const rows: Row[] = [];
      try {
        for (const { name, prepare, play } of scenes) {
          if (!name.includes(wanted)) continue;
          await prepare?.(stage);
          const { heldMs, ranMs, where, over, turns } = await server.during(() => play(stage));
          process.stderr.write(
            `  ${name}: ${ranMs.toFixed(1)} ms (${heldMs.toFixed(1)} with waits), ${over} of ${turns} turns over ${MOST_MS} ms: ${where}\n`,
          );
          rows.push({
            name: `Longest turn of the event loop: ${name}`,
            unit: 'ms',
            ours: ranMs,
            target: { of: 'number', at: 'most', value: MOST_MS },
          });
        }
      } finally {
        await server.stop();
      }
      return rows;
    });
