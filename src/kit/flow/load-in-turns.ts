import { performance } from './real-time.ts';
import { inUnspentTurn } from './turn.ts';

/** What loading takes of a turn of the event loop before the next module waits for another turn. */
const SHARE_MS = 1;

const nextTurn = (): Promise<void> => new Promise((resolve) => inUnspentTurn(resolve));

/**
 * Imports a module after those that it imports, leaves first, in several turns of the event loop: an import loads and runs all that
 * is not loaded yet in one, and nobody else is answered meanwhile. In the package's bundle every dynamic import is done like this,
 * for the files that it needs: bundle/in-turns.ts. Goes on in a turn that nothing has been loaded in.
 */
export const loadInTurns = async <T>(
  leaves: readonly (() => Promise<unknown>)[],
  load: () => Promise<T>,
  { now = () => performance.now(), turn = nextTurn } = {},
): Promise<T> => {
  let spentMs = SHARE_MS;
  const inTurn = async <Loaded>(one: () => Promise<Loaded>): Promise<Loaded> => {
    if (spentMs >= SHARE_MS) {
      await turn();
      spentMs = 0;
    }
    const began = now();
    const loaded = await one();
    spentMs += now() - began;
    return loaded;
  };
  for (const leaf of leaves) await inTurn(leaf);
  const loaded = await inTurn(load);
  if (spentMs >= SHARE_MS) await turn();
  return loaded;
};
