import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withMetrics } from '../../docs/metrics-page.ts';

test('docs/operate/metrics.md has every metric as it is defined', async () => {
  const page = await readFile('docs/operate/metrics.md', 'utf8');
  expect(withMetrics(page)).toBe(page);
});
