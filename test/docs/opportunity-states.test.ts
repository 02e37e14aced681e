import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { statesPage } from '../../docs/states-page.ts';

test('docs/reference/opportunity-states.md shows the table of the rules: `npm run docs` writes it', async () => {
  const page = await readFile(new URL('../../docs/reference/opportunity-states.md', import.meta.url), 'utf8');
  expect(page).toBe(statesPage());
});
