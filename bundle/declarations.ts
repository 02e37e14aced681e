import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { libraries, root } from './entries.ts';

/**
 * Writes dist/*.d.ts, or those of another folder that is given: one file per library with all types that it needs, so that the package needs no other for them but the
 * SDK's client, which who calls the API has. Types of what users cannot reach, the database and its library, become `any`.
 */
const tables = /\/store\/tables(?:\/[a-z-]+)?\.d\.ts$/;
const inlined = /^(\.|\/|\0|typebox)/;

/** TypeScript leaves `./x.ts` in declarations and finds `./x.d.ts` there itself. Others do not. */
const siblings: Plugin = {
  name: 'siblings',
  resolveId: (id, from) =>
    from !== undefined && /^\.\.?\/.*(?<!\.d)\.ts$/.test(id)
      ? resolve(dirname(from), id.replace(/\.ts$/, '.d.ts'))
      : undefined,
};

const withoutTables: Plugin = {
  name: 'without-tables',
  transform: {
    order: 'pre',
    handler: (code, id) =>
      tables.test(id)
        ? [...code.matchAll(/^export (?:declare )?(\w+) (\w+)/gm)]
            .map(([, kind, name]) =>
              kind === 'const' ? `export declare const ${name}: any;` : `export type ${name} = any;`,
            )
            .join('\n')
        : undefined,
  },
};

const folder = await mkdtemp(join(root, 'node_modules/.declarations-'));
try {
  const compiler = join(root, 'node_modules/.bin/tsc');
  execFileSync(compiler, ['-p', 'tsconfig.build.json', '--outDir', folder], { cwd: root, stdio: 'inherit' });
  const input = Object.fromEntries(
    Object.entries(libraries).map(([name, source]) => [
      name,
      join(folder, relative(join(root, 'src'), source).replace(/\.ts$/, '.d.ts')),
    ]),
  );
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: (id) => !inlined.test(id),
    plugins: [siblings, withoutTables, dts({ dtsInput: true, oxc: true })],
  });
  await bundle.write({
    dir: process.argv[2] ?? join(root, 'dist'),
    format: 'esm',
    chunkFileNames: 'types/[name].d.ts',
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
