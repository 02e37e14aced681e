import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breathe } from '../flow/pace.ts';

/** An export that `loadFolder` finds. */
interface Named {
  readonly name: string;
}

/** Imports the files of a folder and returns their exports. */
export type Modules = () => Promise<readonly object[]>;

/**
 * Returns what imports all files in the subfolders of a module's folder, or in its `folder`. A new file needs no registration;
 * files may also export helpers, or only helpers. The package's bundle has no folders: there the call is replaced by the
 * imports themselves, so write its arguments as `import.meta.url` and a literal. Costs an import of every file.
 */
export const modulesBelow =
  (moduleUrl: string, folder = ''): Modules =>
  async () => {
    const here = new URL('.', moduleUrl);
    const entries = await readdir(fileURLToPath(new URL(folder, here)), { recursive: true });
    const files = entries
      .map((entry) => join(folder, entry))
      .filter((entry) => IN_A_SUBFOLDER.test(entry))
      .sort();
    const modules: object[] = [];
    for (const file of files) {
      // Each takes some milliseconds to load from sources.
      await breathe();
      modules.push(await import(new URL(file, here).href));
    }
    return modules;
  };

/** A file in a subfolder, seen from the module that asks for it. */
const IN_A_SUBFOLDER = /[\\/][a-z-]+\.[jt]s$/;

/** Returns the exports that `isWanted` accepts, by name. Throws an Error if two of them have the same name. */
export const loadFolder = async <T extends Named>(
  modules: Modules,
  isWanted: (exported: unknown) => exported is T,
): Promise<ReadonlyMap<T['name'], T>> => {
  const found = new Map<T['name'], T>();
  for (const exported of (await modules()).flatMap((module): unknown[] => Object.values(module))) {
    if (!isWanted(exported)) continue;
    if (found.has(exported.name)) throw new Error(`${exported.name} is defined twice.`);
    found.set(exported.name, exported);
  }
  return found;
};
