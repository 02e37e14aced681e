import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { operatorPaths } from '../../console/build/operator-paths.ts';

test('console/api/operator-paths.ts has every route of the operator: `npm run docs` writes it', async () => {
  const module = await readFile(new URL('../../console/api/operator-paths.ts', import.meta.url), 'utf8');
  expect(await operatorPaths()).toBe(module);
});
