import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MODULE = new URL('../../src/cli/young-generation.ts', import.meta.url).href;

/** Keeps much alive for many turns of the event loop, and prints the size of both halves of the young generation. */
const FILL = `
  const { getHeapSpaceStatistics } = await import('node:v8');
  const kept = [];
  for (let turn = 0; turn < 150; turn++) {
    kept.push(Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x' + index })));
    if (kept.length > 15) kept.splice(0, 8);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  console.log(Math.round(young.space_size / 1_048_576));`;

const sizeAfter = async (before: string): Promise<number> => {
  const args = ['--max-semi-space-size=64', '--input-type=module', '-e', `${before};${FILL}`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
};

it('stops the growth of the young generation, after one more step at most, where V8 would go on', async () => {
  expect(await sizeAfter('')).toBe(2 * 64);
  expect(await sizeAfter(`(await import('${MODULE}')).limitYoungGeneration()`)).toBeLessThanOrEqual(2 * 32);
});
