import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './server.ts';

/**
 * Copies `src/` to a temporary folder and adds files to the copy, by their paths from the project's root. Returns the
 * folder.
 */
export const copySources = async (files: Record<string, string>): Promise<string> => {
  const folder = await temporaryFolder();
  await cp('src', join(folder, 'src'), { recursive: true });
  await cp('package.json', join(folder, 'package.json'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
};

/** Runs a file of such a copy. Returns what it prints, parsed as JSON. */
export const runInCopy = async (files: Record<string, string>, main: string): Promise<unknown> => {
  const folder = await copySources(files);
  const { stdout } = await promisify(execFile)(process.execPath, [main], { cwd: folder });
  return JSON.parse(stdout);
};
