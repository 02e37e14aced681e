import Table from 'cli-table3';

/** One line of the result: a measurement of ours, and what it is held against. */
export interface Row {
  name: string;
  unit: string;
  ours: number;
  /** What stands beside it: a bare baseline, or ourselves with little to do. */
  beside?: { name: string; value: number } | undefined;
  /** Ours divided by what stands beside it, where it is not the two numbers above that tell: the middle of several pairs. */
  ratio?: number | undefined;
  /** What was promised of the ratio, or of our number itself. */
  target?: { of: 'ratio' | 'number'; at: 'least' | 'most'; value: number } | undefined;
}

/** Ours divided by what stands beside it. */
export const ratioOf = ({ ours, beside, ratio }: Row): number | undefined =>
  ratio ?? (beside && ours / beside.value);

/** Whether what was promised holds; undefined where nothing was. */
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
      target
        ? `${target.at === 'least' ? '≥' : '≤'} ${target.value}${target.of === 'number' ? ` ${unit}` : ''}`
        : '',
      met === undefined ? '' : met ? 'met' : 'MISSED',
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
};

const readable = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
