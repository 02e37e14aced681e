import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of package.json. */
export const root = resolve(import.meta.dirname, '..');

interface Manifest {
  bin: Record<string, string>;
  exports: Record<string, string | { default: string }>;
}

const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Returns what `dist/x.js` is made from, by its name in dist/: `{ x: '/…/src/x.ts' }`. */
const entriesOf = (files: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    files.flatMap((file) => {
      const [, name] = /^\.\/dist\/(.+)\.js$/.exec(file) ?? [];
      return name === undefined ? [] : [[name, join(root, 'src', `${name}.ts`)]];
    }),
  );

/** The modules that programs import, which have types. */
export const libraries = entriesOf(
  Object.values(manifest.exports).map((target) => (typeof target === 'string' ? target : target.default)),
);

/** All modules that the package offers: package.json names them, so that a new one needs no line here. */
export const entries = { ...entriesOf(Object.values(manifest.bin)), ...libraries };
