import Table from 'cli-table3';

/** Pairs of a percentile and its latency in milliseconds. */
export type Curve = readonly (readonly [percentile: number, latencyMs: number])[];

/** One row of the result: cosell's measurement and its baseline. */
export interface Row {
  name: string;
  unit: string;
  ours: number;
  /** The baseline: a bare program, or cosell with little data. */
  beside?: { name: string; value: number } | undefined;
  /**
   * cosell's value divided by the baseline, if it is the median of several pairs rather than the ratio of the two
   * values.
   */
  ratio?: number | undefined;
  /** Latencies in milliseconds by percentile, of cosell and of what is beside it. */
  curves?: Readonly<Record<string, Curve>> | undefined;
  /** The target for the ratio or for cosell's value. */
  target?: { of: 'ratio' | 'number'; at: 'least' | 'most'; value: number } | undefined;
}

/** cosell's value divided by the baseline. */
export const ratioOf = ({ ours, beside, ratio }: Row): number | undefined =>
  ratio ?? (beside && ours / beside.value);

/** Whether the target is met; undefined without a target. */
export const isMet = (row: Row): boolean | undefined => {
  const { target } = row;
  const measured = target?.of === 'ratio' ? ratioOf(row) : row.ours;
  if (!target || measured === undefined) return undefined;
  return target.at === 'least' ? measured >= target.value : measured <= target.value;
};

export const printRows = (rows: readonly Row[]): void => {
  const table = new Table({
    head: ['', 'cosell', 'beside it', '', 'ratio', 'target', ''],
    colAligns: ['left', 'right', 'right', 'left', 'right', 'right', 'left'],
    style: process.stdout.isTTY ? {} : { head: [], border: [] },
  });
  for (const row of rows) {
    const { name, unit, ours, beside, target } = row;
    const met = isMet(row);
    const ratio = ratioOf(row);
    table.push([
      name,
      `${readable(ours)} ${unit}`,
      beside ? `${readable(beside.value)} ${unit}` : '',
      beside?.name ?? '',
      ratio === undefined ? '' : ratio.toFixed(2),
      target ? targetText(row) : '',
      met === undefined ? '' : met ? 'met' : 'MISSED',
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
};

export const readable = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

/** The target, as in `≥ 0.85`; empty without one. */
export const targetText = ({ target, unit }: Row): string =>
  target
    ? `${target.at === 'least' ? '≥' : '≤'} ${target.value}${target.of === 'number' ? ` ${unit}` : ''}`
    : '';
