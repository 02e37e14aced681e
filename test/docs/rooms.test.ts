import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { roomsPicture, withRooms } from '../../docs/rooms-picture.ts';

test('ARCHITECTURE.md draws the rooms as the imports have them: `npm run docs` writes it', async () => {
  const page = await readFile(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
  expect(page).toContain('```mermaid\nflowchart TD');
  expect(withRooms(page, await roomsPicture())).toBe(page);
});
