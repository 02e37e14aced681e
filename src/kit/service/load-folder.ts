import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What is found in a folder by its name. */
interface Named {
  readonly name: string;
}

/**
 * What `isWanted` takes of all that the files in the folders below a module export, by name. Adding a file there is all
 * that it takes; a file may also export what helps others, or hold nothing but that. Throws an Error where two have one name.
 */
export const loadFolder = async <T extends Named>(
  moduleUrl: string,
  isWanted: (exported: unknown) => exported is T,
): Promise<ReadonlyMap<T['name'], T>> => {
  const folder = new URL('.', moduleUrl);
  const entries = await readdir(fileURLToPath(folder), { recursive: true });
  const files = entries.filter((entry) => /[\\/][a-z-]+\.[jt]s$/.test(entry)).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const found = new Map<T['name'], T>();
  for (const exported of modules.flatMap((module: object): unknown[] => Object.values(module))) {
    if (!isWanted(exported)) continue;
    if (found.has(exported.name)) throw new Error(`${exported.name} is defined twice below ${folder}.`);
    found.set(exported.name, exported);
  }
  return found;
};
