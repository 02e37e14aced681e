import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the version of the package is named, beside package.json and package-lock.json. */
const FOLDERS = ['deploy', 'docs', 'examples', 'python'];
const TEXTS = /\.(?:md|ya?ml|toml)$/;

/** How files name it: an image's tag, a member of its own, or the name of a package's file. */
const namesOf = (version: string): RegExp =>
  new RegExp(
    `(\\bcosell[:-]|appVersion: |newTag: |^version = ")${version.replaceAll('.', '\\.')}(?=\\.tgz|["'\`]|\\s|$)`,
    'gm',
  );

/** Returns the files that name a version, relative to the folder of package.json. */
export const filesThatName = (root: string, version: string): string[] =>
  FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && TEXTS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => namesOf(version).test(readFileSync(path, 'utf8')))
    .map((path) => path.slice(root.length + 1))
    .sort();

/** Returns a text with another version wherever it names the one before. */
export const withVersion = (text: string, { before, version }: { before: string; version: string }): string =>
  text.replaceAll(namesOf(before), `$1${version}`);

/** Returns package-lock.json with another version of the package itself. npm would ask the registry, and may find more to change. */
export const withLockedVersion = (text: string, version: string): string => {
  const lock = JSON.parse(text) as { version: string; packages: Record<string, { version: string }> };
  const { '': own, ...others } = lock.packages;
  return `${JSON.stringify({ ...lock, version, packages: { '': { ...own, version }, ...others } }, null, 2)}\n`;
};
