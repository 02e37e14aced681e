import { join, posix } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { root } from './entries.ts';

/** What a running server imports at first use. The command line waits for nobody else. */
const OF_THE_SERVER = /\/src\/(server|mcp|operator|event-bridge|sts|events)\//;
const FLOW = join(root, 'src/kit/flow');
const HELPERS = `import { loadInTurns as importInTurns } from ${JSON.stringify(join(FLOW, 'load-in-turns.ts'))};
import { once as importOnce } from ${JSON.stringify(join(FLOW, 'once.ts'))};`;
/** A dynamic import of a literal, in sources. */
const IMPORT = /\bimport\(\s*(["'][^"']+["'])\s*\)/g;
/** Stands for the leaves of an import until the bundle has files. */
const LEAVES = '__LEAVES__';
/** A module of a library that has hundreds of schemas: V8 takes over 10 ms to make them all. */
const LONG = /\/node_modules\/@modelcontextprotocol\/core\/dist\/schemas-/;
/** How many statements of a long module are run until others may have their turn. */
const STATEMENTS = 10;
const BUNDLED = /__LEAVES__,\s*\(\) => import\("([^"]+)"\)/g;

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

/** A file's imports, theirs before them, and itself: the order in which Node runs them. Leaves out those that were `seen`. */
const closureOf = (file: string, chunks: Chunks, seen: Set<string>): string[] => {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = chunks.get(file)?.imports.filter((each) => chunks.has(each)) ?? [];
  return [...imports.flatMap((each) => closureOf(each, chunks, seen)), file];
};

/** A module that lets others in between its statements. */
const breathing = (code: string, statements: readonly { start: number }[]): string => {
  const starts = statements.map(({ start }) => start).filter((_, index) => index % STATEMENTS === 0);
  const pieces = starts.map((start, index) => code.slice(start, starts[index + 1]));
  return `import { breathe } from ${JSON.stringify(join(FLOW, 'pace.ts'))};\n${pieces.join('\nawait breathe();\n')}`;
};

/**
 * Has a running server do every dynamic import by `loadInTurns`, once: each file of the bundle that it needs, and that its importer has
 * not loaded, in a turn of the event loop of its own.
 */
export const inTurns = (): Plugin => ({
  name: 'in-turns',
  transform(code, id) {
    if (LONG.test(id)) return { code: breathing(code, this.parse(code).body), map: null };
    if (!OF_THE_SERVER.test(id)) return undefined;
    const loads: string[] = [];
    const inTurns = code.replaceAll(IMPORT, (whole) => {
      const load = `/* @__PURE__ */ importOnce(() => importInTurns(${LEAVES}, () => ${whole}))`;
      loads.push(`const imported${loads.length} = ${load};`);
      return `imported${loads.length - 1}()`;
    });
    return loads.length === 0 ? undefined : { code: [inTurns, HELPERS, ...loads].join('\n'), map: null };
  },
  generateBundle: (_options, bundle) => {
    const chunks: Chunks = new Map(
      Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])),
    );
    for (const [file, chunk] of chunks) {
      const folder = posix.dirname(file);
      chunk.code = chunk.code.replaceAll(BUNDLED, (whole, path: string) => {
        const seen = new Set<string>();
        closureOf(file, chunks, seen);
        const leaves = closureOf(posix.join(folder, path), chunks, seen).slice(0, -1);
        const loads = leaves.map((leaf) => `() => import("./${posix.relative(folder, leaf)}")`);
        return whole.replace(LEAVES, `[${loads.join(', ')}]`);
      });
      if (chunk.code.includes(LEAVES)) throw new Error(`${file} has an import that is not done in turns.`);
    }
  },
});
