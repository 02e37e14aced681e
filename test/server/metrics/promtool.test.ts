import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { scrape } from '../../support/metrics.ts';
import { ALPHA, clientOf, startServer } from '../../support/server.ts';

const promtool = process.env.PROMTOOL ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).status === 0;

describe.skipIf(!hasPromtool)('promtool, if it is installed', () => {
  test('finds no fault with the metrics', async () => {
    const server = await startServer();
    await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' });
    const { text } = await scrape(server);
    const checked = spawnSync(promtool, ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect([checked.status, checked.stdout + checked.stderr]).toEqual([0, '']);
  });
});
