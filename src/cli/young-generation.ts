import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The most that one of the two halves of the young generation grows to. */
const MOST_BYTES = 16 * 1_048_576;
/** By what V8 multiplies its size if much of it is alive: its default, and nothing more. */
const [DOUBLE, SAME] = [2, 1];

/**
 * Has V8 stop growing the heap's young generation at 16 MB a half: its own limit is up to 64, depending on the machine, and a collection
 * copies what is alive there in one turn of the event loop. V8 reads a limit only when a process begins, but this factor each time it
 * would grow; so the size is looked at after each collection, which takes 30 µs. V8 makes it smaller while there is little to do, after which
 * it may grow again.
 */
export const limitYoungGeneration = (): void => {
  let factor = DOUBLE;
  new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    const wanted = (young?.space_size ?? 0) < 2 * MOST_BYTES ? DOUBLE : SAME;
    if (wanted === factor) return;
    factor = wanted;
    setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  }).observe({ entryTypes: ['gc'] });
};
