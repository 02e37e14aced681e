import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** A call of `modulesBelow`, whose arguments are written as its comment says. */
const CALL = /\bmodulesBelow\(import\.meta\.url(?:,\s*['"]([a-z-]+)['"])?,?\s*\)/g;
/** A module whose exports are the modules of a folder. */
const FOLDER = '\0folder:';

/**
 * Replaces `modulesBelow`, which reads a folder when the server starts, by an import of the same files, which a bundle can
 * hold. The import stays dynamic: what was loaded on its first use is loaded on its first use.
 */
export const folders = (): Plugin => ({
  name: 'folders',
  resolveId: (id) => (id.startsWith(FOLDER) ? id : undefined),
  load: async (id) => {
    if (!id.startsWith(FOLDER)) return undefined;
    const [folder = '', depth] = id.slice(FOLDER.length).split('?');
    const files = (await readdir(folder, { recursive: true })).filter((file) =>
      (depth === 'own' ? /^[a-z-]+\.ts$/ : /^[a-z-]+\/(?:.*\/)?[a-z-]+\.ts$/).test(file),
    );
    return files
      .sort()
      .map((file, index) => `export * as file${index} from ${JSON.stringify(join(folder, file))};`)
      .join('\n');
  },
  transform: (code, id) => {
    const bundled = code.replaceAll(CALL, (_call, folder?: string) => {
      const asked = folder === undefined ? dirname(id) : `${join(dirname(id), folder)}?own`;
      return `async () => Object.values(await import(${JSON.stringify(FOLDER + asked)}))`;
    });
    if (/\bmodulesBelow\(import/.test(bundled))
      throw new Error(`${id} calls modulesBelow in a way that cannot be bundled.`);
    return bundled === code ? undefined : { code: bundled, map: null };
  },
});
