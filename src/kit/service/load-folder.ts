import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Everything that the files in the folders below a module export, by the names of the files: adding a file there is all that it takes. */
export const loadFolder = async (moduleUrl: string): Promise<unknown[]> => {
  const room = new URL('.', moduleUrl);
  const entries = await readdir(fileURLToPath(room), { recursive: true });
  const files = entries.filter((entry) => /[\\/][a-z-]+\.[jt]s$/.test(entry)).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, room).href)));
  return modules.flatMap((module: object) => Object.values(module));
};
