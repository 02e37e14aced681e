import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Where Vite writes the licenses of what it bundles (`build.license`), in the folder of the build. */
export const THIRD_PARTY = 'THIRD-PARTY.md';

/**
 * Adds the NOTICE files of what is bundled to the list of licenses, which does not have them. Apache-2.0, 4(d), wants them kept.
 * @param packages the folder `node_modules`
 */
export const notices = (packages: string): Plugin => {
  let folder = '';
  return {
    name: 'notices',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir);
    },
    closeBundle: async () => {
      const file = join(folder, THIRD_PARTY);
      const names = [...(await readFile(file, 'utf8')).matchAll(/^## (\S+) - /gm)].map(
        ([, name = '']) => name,
      );
      const texts = await Promise.all(names.map((name) => noticeOf(join(packages, name))));
      await appendFile(file, `\n# Notices\n\n${texts.filter(Boolean).join('\n\n')}\n`);
    },
  };
};

const noticeOf = async (folder: string): Promise<string> => {
  const names = await readdir(folder);
  const notice = names.find((name) => /^notice(\.|$)/i.test(name));
  return notice === undefined ? '' : (await readFile(join(folder, notice), 'utf8')).trim();
};
