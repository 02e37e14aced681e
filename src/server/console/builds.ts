import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Build, readBuild } from './files.ts';

/** Returns what reads a build with the first request, and again for a page if that was built anew meanwhile: one `stat` a page. */
export const createBuilds = (folder: string) => {
  let kept: { build: Promise<Build | undefined>; builtAtMs: number } | undefined;
  return async (isPage: boolean): Promise<Build | undefined> => {
    if (isPage || kept === undefined) {
      const builtAtMs = await stat(join(folder, 'index.html')).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      if (kept?.builtAtMs !== builtAtMs) kept = { build: readBuild(folder), builtAtMs };
    }
    return kept.build;
  };
};
