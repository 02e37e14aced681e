import { describe, expect, it } from 'vitest';
import { fitLines, layOut } from '../../src/cli/table.ts';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
const ID = 'task-5o8vuhfay58my';
const rows = {
  head: ['id', 'status', 'message'],
  rows: [[ID, 'FAILED', 'The opportunity could not be created, because a rule of its own did not allow it.']],
};

describe('a table', () => {
  it('is as wide as its texts where there is room, or no terminal', () => {
    expect(layOut(rows, 200)).toBe(layOut(rows, Number.POSITIVE_INFINITY));
    expect(layOut(rows, 200).split('\n')).toHaveLength(5);
  });

  it.each([40, 60, 80])('fits %i columns, with its ids whole', (width) => {
    const text = layOut(rows, width);
    expect(widest(text)).toBeLessThanOrEqual(width);
    expect(text).toContain(ID);
    for (const word of ['FAILED', 'opportunity', 'allow']) expect(text).toContain(word);
  });

  it('becomes a line per member where columns do not fit', () => {
    expect(
      layOut(
        {
          head: ['id', 'arn'],
          rows: [
            [ID, 'x'.repeat(30)],
            ['b', ''],
          ],
        },
        40,
      ),
    ).toBe(`id   ${ID}\narn  ${'x'.repeat(30)}\n\nid   b`);
    expect(layOut({ rows: [['name', `a long text and ${'x'.repeat(20)}`]] }, 24)).toBe(
      `name  a long text and\n      ${'x'.repeat(18)}\n      xx`,
    );
  });
});

it('lines are broken between words, and continue indented', () => {
  expect(fitLines('  one two three four', 12)).toBe('  one two\n   three four');
  expect(fitLines('short', 80)).toBe('short');
});
