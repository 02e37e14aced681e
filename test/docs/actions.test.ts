import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { actionsModule } from '../../docs/actions-module.ts';

test('src/operator/actions.ts has every action of its folders: `npm run docs` writes it', async () => {
  const module = await readFile(new URL('../../src/operator/actions.ts', import.meta.url), 'utf8');
  expect(await actionsModule()).toBe(module);
});
