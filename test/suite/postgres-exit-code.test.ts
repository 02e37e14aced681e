import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const cluster = new URL('../support/postgres-cluster.ts', import.meta.url).href;

test('a process that started its own PostgreSQL exits with the code that it chose', () => {
  const script = `
    import { startCluster } from '${cluster}';
    const { remove } = await startCluster();
    await remove();
    process.exitCode = 3;
  `;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(status).toBe(3);
});
