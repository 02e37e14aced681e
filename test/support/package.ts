import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { BUNDLED_COMMAND, isCurrent } from '../../bundle/current.ts';
import { runProgram } from './python.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MODULES = join(ROOT, 'node_modules');

/** A folder in which programs find the built package `cosell` and every package of this project, as after `npm install`. */
export interface Installed {
  folder: string;
  /** Writes files into a new folder there. Returns its path. */
  project(name: string, files: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Puts the package without the console into a temporary folder: that of `npm run build` if it is newer than its sources, or else one
 * that is built for it.
 */
export const installPackage = async (): Promise<Installed> => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-installed-'));
  const own = join(folder, 'node_modules/cosell');
  await mkdir(own, { recursive: true });
  await Promise.all([linkModules(folder), copyPackage(own)]);
  return {
    folder,
    project: async (name, files) => {
      const project = join(folder, name);
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(project, file)), { recursive: true });
        await writeFile(join(project, file), text);
      }
      return project;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** What the console and the documentation add to dist/, which no program imports. */
const PAGES = /^(console|help)(\/|$)/;

const copyPackage = async (own: string): Promise<void> => {
  await Promise.all([
    cp(join(ROOT, 'package.json'), join(own, 'package.json')),
    cp(join(ROOT, 'jest'), join(own, 'jest'), { recursive: true }),
  ]);
  const built = join(ROOT, 'dist');
  const dist = join(own, 'dist');
  // `npm run build` writes the types last.
  if (isCurrent(join(built, 'index.d.ts')) && isCurrent(BUNDLED_COMMAND)) {
    await cp(built, dist, { recursive: true, filter: (path) => !PAGES.test(relative(built, path)) });
    return;
  }
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'bundle/vite.config.ts',
    '--outDir',
    dist,
  ];
  // The first empties the folder.
  for (const build of [vite, ['bundle/declarations.ts', dist]]) {
    const { code, stdout, stderr } = await runProgram(process.execPath, build, { cwd: ROOT });
    if (code !== 0) throw new Error(`The package cannot be built:\n${stdout}${stderr}`);
  }
};

const linkModules = async (folder: string): Promise<void> => {
  const names = (await readdir(MODULES)).filter((name) => name !== 'cosell');
  await Promise.all(names.map((name) => symlink(join(MODULES, name), join(folder, 'node_modules', name))));
};
