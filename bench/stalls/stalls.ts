import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { PARTNER } from '../http.ts';
import { loadOpportunities } from '../load-opportunities.ts';
import { inFolder } from '../processes.ts';
import type { Row } from '../report.ts';
import { scenes } from './scenes.ts';
import { signedScenes, strictOptions } from './signed-scenes.ts';
import type { Scene, Stage } from './stage.ts';
import { startWatched, type WatchedServer } from './watched-server.ts';

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
      const rows: Row[] = [];
      const acts = [
        { options: [], played: scenes },
        { options: strictOptions(folder), played: signedScenes },
      ];
      for (const { options, played } of acts) {
        const chosen = played.filter(({ name }) => name.includes(wanted));
        if (chosen.length === 0) continue;
        const server = await startWatched(['--data', data, ...options]);
        try {
          for (const scene of chosen)
            rows.push(await playOne(scene, server, { endpoint: server.endpoint, data, folder }));
        } finally {
          await server.stop();
        }
      }
      return rows;
    });

const playOne = async ({ name, prepare, play }: Scene, server: WatchedServer, stage: Stage): Promise<Row> => {
  await prepare?.(stage);
  const { heldMs, ranMs, where, over, turns } = await server.during(() => play(stage));
  process.stderr.write(
    `  ${name}: ${ranMs.toFixed(1)} ms (${heldMs.toFixed(1)} with waits), ${over} of ${turns} turns over ${MOST_MS} ms: ${where}\n`,
  );
  return {
    name: `Longest turn of the event loop: ${name}`,
    unit: 'ms',
    ours: ranMs,
    target: { of: 'number', at: 'most', value: MOST_MS },
  };
};
