import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the nearest folder with a package.json: the source and the bundle lie at different depths below it. */
const rootOf = (folder: string): string =>
  existsSync(join(folder, 'package.json')) || folder === dirname(folder) ? folder : rootOf(dirname(folder));

/** The folder of this package. */
export const packageRoot = rootOf(import.meta.dirname);

const manifest: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));

/** Whether this program is the single executable, whose own file is what runs. */
export const isExecutable = (): boolean => process.getBuiltinModule('node:sea').isSea();

/** The version of this package. */
export const version = manifest.version;
