import { setTimeout as sleep } from 'node:timers/promises';
import { operate } from '../test/support/operator.ts';
import { type SoakedStore, sizeOf } from './store-size.ts';
import { median, type Period } from './verdict.ts';
import { createWork, type Server } from './work.ts';
import { measureYardstick } from './yardstick.ts';

/** What a server process takes. */
export interface Usage {
  /** Resident memory in MB. */
  residentMb(): number;
  /** Processor time in milliseconds. */
  cpuMs(): number;
  /** Memory in use in MB, after a garbage collection. */
  memoryMb(): Promise<number>;
}

export interface SoakOptions {
  server: Server;
  store: SoakedStore;
  /** Absent if the server has no process of its own. */
  usage?: Usage | undefined;
  /** Called at the end of each period. */
  onPeriod?(period: Period): void;
}

const DAYS_PER_MONTH = 30;

/**
 * Months of ordinary work by the server's clock, which stands still during a step of some days and then jumps. So the rows are
 * the same in each run. What is over is deleted after each step.
 */
export const soakMonths = async (
  { server, store, usage, onPeriod }: SoakOptions,
  { months, stepDays, workPerStep }: { months: number; stepDays: number; workPerStep: number },
): Promise<Period[]> => {
  const work = createWork(server);
  const periods: Period[] = [];
  await operate(server, 'POST', 'clock/freeze', {});
  for (let number = 1; number <= months; number += 1) {
    const meter = startMeter(usage);
    for (let day = 0; day < DAYS_PER_MONTH; day += stepDays) {
      for (let piece = 0; piece < workPerStep; piece += 1) await meter.count(work.doOnce);
      await operate(server, 'POST', 'clock/advance', { by: `${stepDays}d` });
      await untilDelivered(server);
      await operate(server, 'POST', 'retention/run', {});
    }
    const used = { ...(await meter.end()), readMs: median(work.takeReads()) };
    const period = { number, ...used, ...(await quietSize(server, store)) };
    periods.push(period);
    onPeriod?.(period);
  }
  work.end();
  return periods;
};

/** Ordinary work in real time, at a constant rate. Each period is `seconds` long. What is over is deleted by the server itself. */
export const soakRealTime = async (
  { server, store, usage, onPeriod }: SoakOptions,
  { count, seconds, pauseMs }: { count: number; seconds: number; pauseMs: number },
): Promise<Period[]> => {
  const work = createWork(server);
  const periods: Period[] = [];
  for (let number = 1; number <= count; number += 1) {
    const meter = startMeter(usage);
    const end = performance.now() + seconds * 1_000;
    for (let next = performance.now(); performance.now() < end; next += pauseMs) {
      await sleep(Math.max(0, next - performance.now()));
      await meter.count(work.doOnce);
    }
    const { now } = await operate<{ now: string }>(server, 'GET', 'clock');
    const used = { ...(await meter.end()), readMs: median(work.takeReads()) };
    const period = { number, ...used, ...(await sizeOf(store, now)) };
    periods.push(period);
    onPeriod?.(period);
  }
  work.end();
  return periods;
};

/** Measures a period. */
const startMeter = (usage: Usage | undefined) => {
  const began = usage?.cpuMs() ?? 0;
  const memories: number[] = [];
  const yardsticks: number[] = [];
  let pieces = 0;
  return {
    count: async (piece: () => Promise<void>): Promise<void> => {
      await piece();
      pieces += 1;
      if (!usage) return;
      memories.push(usage.residentMb());
      yardsticks.push(measureYardstick());
    },
    end: async () => {
      if (!usage || pieces === 0) return {};
      // Before the garbage collection, which is none of the work.
      const cpuMs = (usage.cpuMs() - began) / pieces;
      const residentMb = Math.max(...memories);
      return { cpuMs, residentMb, memoryMb: await usage.memoryMb(), yardstickMs: median(yardsticks) };
    },
  };
};

const PATIENCE_MS = 120_000;
const PAUSE_MS = 20;

/** Events that a target has still to get stay, so that the rows would depend on how busy the machine is. */
const untilDelivered = async (server: Server): Promise<void> => {
  const isOver = async (): Promise<boolean> => {
    const { targets } = await operate<{ targets: { lag: number }[] }>(server, 'GET', 'targets');
    return targets.every(({ lag }) => lag === 0);
  };
  const end = performance.now() + PATIENCE_MS;
  while (!(await isOver())) {
    if (performance.now() > end) throw new Error('A target does not get its events.');
    await sleep(PAUSE_MS);
  }
};

/** The size once the timers that the last jump made due have run, or when they evidently do not. */
const quietSize = async (server: Server, store: SoakedStore) => {
  const { now } = await operate<{ now: string }>(server, 'GET', 'clock');
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const size = await sizeOf(store, now);
    if (size.overdue === 0 || performance.now() > end) return size;
    await sleep(PAUSE_MS);
  }
};
