import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withTables } from '../../docs/access-page.ts';

test('docs/operate/access.md lists the actions as the operations have them: `npm run docs` writes it', async () => {
  const page = await readFile(new URL('../../docs/operate/access.md', import.meta.url), 'utf8');
  expect(page).toContain('| GetOpportunity | Read |');
  expect(page).toContain('| PutRule | Write |');
  expect(page).toContain('| CreateOpportunity | OpportunityAccessDenied |');
  expect(await withTables(page)).toBe(page);
});
