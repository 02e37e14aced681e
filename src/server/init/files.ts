import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileReason } from '../../kit/file-reason.ts';

/** What runs a hook, by the end of its name. */
const KINDS = {
  '.json': 'json',
  '.sh': 'shell',
  '.ts': 'module',
  '.mts': 'module',
  '.cts': 'module',
  '.js': 'module',
  '.mjs': 'module',
  '.cjs': 'module',
} as const;

export interface HookFile {
  name: string;
  path: string;
  kind: (typeof KINDS)[keyof typeof KINDS];
}

export interface HookFiles {
  hooks: HookFile[];
  /** Files that are no hooks. */
  passedOver: string[];
}

/**
 * Returns the hooks of a folder, in the order in which they run: by the code units of their names, which does not depend on the
 * machine's language. Folders and hidden files are passed over without a word: Kubernetes mounts a ConfigMap with both.
 */
export const listHooks = async (folder: string): Promise<HookFiles> => {
  const names = await readdir(folder).catch((error: Error) => {
    throw new Error(
      `The folder of the init hooks ${folder} cannot be read: ${fileReason(error, 'there is no such folder')}. Look at --init and its access rights.`,
    );
  });
  const files: HookFiles = { hooks: [], passedOver: [] };
  for (const name of names.sort()) {
    const path = join(folder, name);
    if (name.startsWith('.') || !(await stat(path)).isFile()) continue;
    const kind = KINDS[extname(name).toLowerCase() as keyof typeof KINDS];
    if (kind) files.hooks.push({ name, path, kind });
    else files.passedOver.push(name);
  }
  return files;
};
