import { cpuInYardsticks, type Period } from './verdict.ts';

/** The tables that are shown; what fills for good is told by one of them. */
const SHOWN = ['events', 'client_tokens', 'tasks', 'dead_letters', 'jobs', 'meta', 'opportunities'];
const WIDTH = 13;

/** Returns a function that prints a line for each period, and the heads of the columns before the first. Processor time is in yardsticks. */
export const printPeriods = (): ((period: Period) => void) => {
  const print = (cells: readonly string[]): void => {
    process.stdout.write(`${cells.map((cell) => cell.padStart(WIDTH)).join(' ')}\n`);
  };
  let first: Period | undefined;
  return (period) => {
    if (!first)
      print([
        'period',
        ...SHOWN,
        'MB stored',
        'MB resident',
        'MB in use',
        'processor',
        'of the first',
        'ms of a read',
      ]);
    first ??= period;
    const { number, rows, bytes, residentMb, memoryMb, readMs } = period;
    const [cpu, ofFirst] = [cpuInYardsticks(period), cpuInYardsticks(first)];
    print([
      String(number),
      ...SHOWN.map((table) => String(rows[table] ?? '')),
      (bytes / 2 ** 20).toFixed(1),
      residentMb?.toFixed(0) ?? '',
      memoryMb?.toFixed(0) ?? '',
      cpu?.toFixed(1) ?? '',
      cpu && ofFirst ? (cpu / ofFirst).toFixed(2) : '',
      readMs.toFixed(2),
    ]);
  };
};
