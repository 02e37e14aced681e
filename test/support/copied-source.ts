import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './server.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Copies the source to a folder of its own and writes `files` over it, by their paths in src/: what somebody has who adds
 * them to the project. Answers the path of the copy's `cosell`.
 */
export const copySource = async (files: Record<string, string>): Promise<string> => {
  const folder = await temporaryFolder();
  await cp(join(PROJECT, 'src'), join(folder, 'src'), { recursive: true });
  await cp(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'src', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return join(folder, 'src/cli/main.ts');
};
