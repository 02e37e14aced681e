import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What open loops measured. Latencies are milliseconds from the moment at which a request was due. */
export interface LoadResult {
  /** Requests that were answered per second, until the last one was. */
  answeredPerSecond: number;
  latencyMs: Readonly<Record<'p50' | 'p90' | 'p99' | 'p999' | 'max', number>>;
  /** The whole distribution, as pairs of a percentile and its latency in milliseconds. */
  percentiles: readonly (readonly [percentile: number, latencyMs: number])[];
}

/** The latencies of open loops, one after another. */
export interface Recorded {
  /** Microseconds. */
  readonly histogram: RecordableHistogram;
  answered: number;
  seconds: number;
}

export const newRecord = (): Recorded => ({ histogram: createHistogram(), answered: 0, seconds: 0 });

export interface OpenLoopOptions {
  perSecond: number;
  seconds: number;
}

/** How often due requests are sent, in milliseconds: timers are no finer. */
const TICK_MS = 1;

/**
 * Sends requests at a constant rate, whether or not earlier ones were answered, and counts the latency from the moment at
 * which each was due: a server that stalls is charged for every request that had to wait. So a closed loop's "coordinated
 * omission" (Gil Tene) does not hide it. Adds the latencies to `into`, whose histogram is an HDR histogram of Node's.
 */
export const openLoop = async (
  { perSecond, seconds }: OpenLoopOptions,
  send: () => Promise<unknown>,
  into: Recorded = newRecord(),
): Promise<void> => {
  const total = Math.round(perSecond * seconds);
  const begin = performance.now();
  const answers: Promise<void>[] = [];
  const sendAndRecord = async (dueMs: number): Promise<void> => {
    await send();
    into.histogram.record(Math.max(1, Math.round((performance.now() - dueMs) * 1_000)));
  };
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      const due = Math.min(total, Math.floor(((performance.now() - begin) / 1_000) * perSecond) + 1);
      while (answers.length < due) {
        answers.push(sendAndRecord(begin + (1_000 * answers.length) / perSecond));
      }
      if (answers.length >= total) resolve();
      else setTimeout(tick, TICK_MS);
    };
    tick();
  });
  await Promise.all(answers);
  into.answered += total;
  into.seconds += (performance.now() - begin) / 1_000;
};

export const resultOf = ({ histogram, answered, seconds }: Recorded): LoadResult => ({
  answeredPerSecond: answered / seconds,
  latencyMs: {
    p50: at(histogram, 50),
    p90: at(histogram, 90),
    p99: at(histogram, 99),
    p999: at(histogram, 99.9),
    max: histogram.max / 1_000,
  },
  percentiles: PLOTTED.map((percentile) => [percentile, at(histogram, percentile)]),
});

/** Denser towards the tail, as plots of HDR histograms are. */
const PLOTTED = [0, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99];

/** Milliseconds; the histogram holds microseconds. */
const at = (histogram: RecordableHistogram, percentile: number): number =>
  (percentile === 0 ? histogram.min : histogram.percentile(percentile)) / 1_000;
