import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadFolder, modulesBelow } from '../../../src/kit/service/load-folder.ts';
import { temporaryFolder } from '../../support/server.ts';

interface Thing {
  name: string;
  isThing: true;
}
const isThing = (exported: unknown): exported is Thing =>
  typeof exported === 'object' && exported !== null && 'isThing' in exported;

/** Creates a folder with these files; returns the URL of a module beside them. */
const folderOf = async (files: Record<string, string>): Promise<string> => {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return pathToFileURL(join(folder, 'index.js')).href;
};

test('a definition is found by its file alone, and helpers may live beside it', async () => {
  const url = await folderOf({
    'one/first.js': "export const first = { name: 'First', isThing: true }; export const limit = 5;",
    'one/helper.js': "export const help = () => {}; export const table = { name: 'First' };",
    'two/second.js': "export const second = { name: 'Second', isThing: true };",
    'beside.js': "export const beside = { name: 'Beside', isThing: true };",
  });
  expect([...(await loadFolder(modulesBelow(url), isThing)).keys()]).toEqual(['First', 'Second']);
});

test('two definitions of one name are an error', async () => {
  const url = await folderOf({
    'one/first.js': "export const first = { name: 'First', isThing: true };",
    'two/again.js': "export const again = { name: 'First', isThing: true };",
  });
  await expect(loadFolder(modulesBelow(url), isThing)).rejects.toThrow('First is defined twice');
});
