import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** A call of `modulesBelow`, whose arguments are written as its comment says. */
const CALL = /\bmodulesBelow\(import\.meta\.url(?:,\s*['"]([a-z-]+)['"])?,?\s*\)/g;
/** A module whose exports are the modules of a folder. */
const FOLDER = '\0folder:';
/** How many files of a folder are in one file of the bundle, which is loaded in one turn of the event loop. */
const AT_ONCE = 50;

/** The files of a folder below it, or in it. */
const filesOf = async (folder: string, depth: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((file) => (depth === 'own' ? /^[a-z-]+\.ts$/ : /^[a-z-]+\/(?:.*\/)?[a-z-]+\.ts$/).test(file))
    .sort();

/**
 * Replaces `modulesBelow`, which reads a folder when the server starts, by an import of the same files, which a bundle can
 * hold. The import stays dynamic: what was loaded on its first use is loaded on its first use.
 */
export const folders = (): Plugin => ({
  name: 'folders',
  resolveId: (id) => (id.startsWith(FOLDER) ? id : undefined),
  load: async (id) => {
    if (!id.startsWith(FOLDER)) return undefined;
    const [, folder = '', depth = '', piece = ''] =
      /^(.*?)(?:\?(own))?#(\d+)$/.exec(id.slice(FOLDER.length)) ?? [];
    const first = Number(piece) * AT_ONCE;
    return (await filesOf(folder, depth))
      .slice(first, first + AT_ONCE)
      .map((file, index) => `export * as file${index} from ${JSON.stringify(join(folder, file))};`)
      .join('\n');
  },
  transform: async (code, id) => {
    let bundled = code;
    for (const [call, name] of code.matchAll(CALL)) {
      const folder = join(dirname(id), name ?? '');
      const depth = name === undefined ? '' : 'own';
      const { length } = await filesOf(folder, depth);
      const pieces = Array.from({ length: Math.ceil(length / AT_ONCE) }, (_, piece) => {
        const module = `${FOLDER}${folder}${depth && `?${depth}`}#${piece}`;
        return `...Object.values(await import(${JSON.stringify(module)}))`;
      });
      bundled = bundled.replace(call, () => `async () => [${pieces.join(', ')}]`);
    }
    if (/\bmodulesBelow\(import/.test(bundled))
      throw new Error(`${id} calls modulesBelow in a way that cannot be bundled.`);
    return bundled === code ? undefined : { code: bundled, map: null };
  },
});
