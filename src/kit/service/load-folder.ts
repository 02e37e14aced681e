import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An export that `loadFolder` finds. */
interface Named {
  readonly name: string;
}

/**
 * Imports all files in the subfolders of a module's folder, or of its `folder`, and returns the exports that `isWanted`
 * accepts, by name. A new file needs no registration; files may also export helpers, or only helpers. Throws an Error
 * if two exports have the same name. Costs an import of every file.
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
