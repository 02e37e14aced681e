import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is found in a folder by its name. */
interface Named {
  readonly name: string;
}

/**
 * What `isWanted` takes of all that the files in the folders below a module export, by name; only those in `folder`, if
 * one is given. Adding a file there is all that it takes; a file may also export what helps others, or hold nothing but
 * that. Throws an Error if two have one name.
 */
export const loadFolder = async <T extends Named>(
  moduleUrl: string,
  isWanted: (exported: unknown) => exported is T,
  folder = '',
): Promise<ReadonlyMap<T['name'], T>> => {
  const here = new URL('.', moduleUrl);
  const entries = await readdir(fileURLToPath(new URL(folder, here)), { recursive: true });
  const files = entries
    .map((entry) => join(folder, entry))
    .filter((entry) => /[\\/][a-z-]+\.[jt]s$/.test(entry))
    .sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, here).href)));
  const found = new Map<T['name'], T>();
  for (const exported of modules.flatMap((module: object): unknown[] => Object.values(module))) {
    if (!isWanted(exported)) continue;
    if (found.has(exported.name))
      throw new Error(`${exported.name} is defined twice below ${here}${folder}.`);
    found.set(exported.name, exported);
  }
  return found;
};
