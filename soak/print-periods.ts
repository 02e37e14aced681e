import type { Period } from './verdict.ts';

/** The tables that are shown; what fills for good is told by one of them. */
const SHOWN = ['events', 'client_tokens', 'tasks', 'dead_letters', 'jobs', 'meta', 'opportunities'];
const WIDTH = 13;

/** Returns a function that prints a line for each period, and the heads of the columns before the first. */
export const printPeriods = (): ((period: Period) => void) => {
  const print = (cells: readonly string[]): void => {
    process.stdout.write(`${cells.map((cell) => cell.padStart(WIDTH)).join(' ')}\n`);
  };
  let first: Period | undefined;
  return (period) => {
    if (!first)
      print(['period', ...SHOWN, 'MB stored', 'MB memory', 'ms processor', 'ms of a read', 'of the first']);
    first ??= period;
    const { number, rows, bytes, memoryMb, cpuMs, readMs } = period;
    print([
      String(number),
      ...SHOWN.map((table) => String(rows[table] ?? '')),
      (bytes / 2 ** 20).toFixed(1),
      memoryMb?.toFixed(0) ?? '',
      cpuMs?.toFixed(1) ?? '',
      readMs.toFixed(2),
      (readMs / first.readMs).toFixed(2),
    ]);
  };
};
