import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { folders } from '../../bundle/folders.ts';
import { inTurns } from '../../bundle/in-turns.ts';

/** A small server, of which two entries share what a third module imports, so that it has a file of its own. */
const sources: Record<string, string> = {
  'src/server/main.ts': `import { known } from './known.ts';
export const load = () => import('./lazy.ts');
export const start = () => known;`,
  'src/server/other.ts': `export { known } from './known.ts'; export { leaf } from './leaf.ts'; export { shared } from './shared.ts';`,
  'src/server/lazy.ts': `import { known } from './known.ts'; import { shared } from './shared.ts';
export const lazy = () => [known, shared];`,
  'src/server/shared.ts': `import { leaf } from './leaf.ts'; export const shared = { leaf };`,
  'src/server/leaf.ts': `export const leaf = {};`,
  'src/server/known.ts': `export const known = {};`,
  'src/server/schemas.ts': `export { all } from '../../node_modules/@modelcontextprotocol/core/dist/schemas-1.mjs';`,
  'node_modules/@modelcontextprotocol/core/dist/schemas-1.mjs': `${Array.from({ length: 25 }, (_, at) => `const schema${at} = [${at}];`).join('\n')}
export const all = [${Array.from({ length: 25 }, (_, at) => `schema${at}`).join()}];`,
  'src/cli/main.ts': `export const load = () => import('../server/lazy.ts');`,
};

const bundle = async (): Promise<Map<string, string>> => {
  const root = await mkdtemp(join(tmpdir(), 'cosell-in-turns-'));
  try {
    for (const [path, code] of Object.entries(sources)) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), code);
    }
    const input = {
      main: join(root, 'src/server/main.ts'),
      other: join(root, 'src/server/other.ts'),
      schemas: join(root, 'src/server/schemas.ts'),
      cli: join(root, 'src/cli/main.ts'),
    };
    const { output } = (await build({
      ...{
        root,
        configFile: false,
        logLevel: 'silent',
        plugins: [folders(), inTurns()],
        ssr: { noExternal: true },
      },
      build: {
        ...{ ssr: true, minify: false, write: false },
        rolldownOptions: {
          input,
          output: {
            ...{ format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: ['known', 'leaf', 'shared'].map((name) => ({
                name,
                test: new RegExp(`/${name}\\.ts$`),
              })),
            },
          },
        },
      },
    })) as Rolldown.RolldownOutput;
    return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

test('a dynamic import of the server loads what is not loaded yet, leaves first; one of the command line is as it was', async () => {
  const files = await bundle();
  const [, leaves] = /loadInTurns\(\[(.*?)\], \(\) => import\("\.\/chunks\/lazy\.js"\)\)/.exec(
    files.get('main.js') ?? '',
  ) ?? [''];
  expect(leaves?.split(', ')).toEqual([
    '() => import("./chunks/leaf.js")',
    '() => import("./chunks/shared.js")',
  ]);
  expect(files.get('cli.js')).not.toContain('loadInTurns');
});

test('a long module of a library lets others in between its statements', async () => {
  const files = await bundle();
  const [first, second, third] = (files.get('schemas.js') ?? '').split('await breathe();');
  expect(first).toContain('schema9 = ');
  expect(first).not.toContain('schema10 = ');
  expect(second).toContain('schema10 = ');
  expect(third).toContain('all = ');
});
