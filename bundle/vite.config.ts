import { join } from 'node:path';
import { defineConfig } from 'vite';
import { notices, THIRD_PARTY } from '../console/build/notices.ts';
import { builtins } from './builtins.ts';
import { entries, root } from './entries.ts';
import { folders } from './folders.ts';
import { inTurns } from './in-turns.ts';
import { ofTheUser } from './of-the-user.ts';

/**
 * What a server with a new folder loads until it is ready. In one file, because Node takes a millisecond to find and open
 * each. What these import statically goes with them; what they import dynamically stays apart until it is used.
 */
const START =
  /\/src\/(operations\/index|tasks\/index|jobs\/index|server\/backing)\.ts$|^\0folder:.*\/src\/(operations|tasks|jobs|store\/tables)(\?|#|$)/;

/**
 * What src/cli/main.ts imports before it imports the rest: it has to run on every Node, and before anything else loads. What
 * src/index.ts imports, the check of Node's version and the timers, stays apart: the library needs it without what the command line
 * does to its process, and on a Node that cannot load the server.
 */
const LIBRARY = /\/src\/kit\/(node-version|flow\/(real-time|sleep))\.ts$/;
const BEGIN = /\/src\/cli\/(no-inspector|no-sqlite-warning|start-small|keep-compiled)\.ts$/;

/** What the server loads when it starts. Without a file of its own it would be in one with the library whose schemas wait for it. */
const PACE = /\/src\/kit\/flow\/pace\.ts$/;

/**
 * Libraries that would take a server's event loop too long in one file, by what is loaded first: each is loaded in a turn of its own
 * (in-turns.ts).
 */
const IN_PIECES = {
  'zod-core': /\/node_modules\/zod\/v4\/(core|locales)\//,
  zod: /\/node_modules\/zod\//,
  'mcp-schemas': /\/node_modules\/@modelcontextprotocol\/core\//,
  'mcp-validator': /\/node_modules\/@modelcontextprotocol\/server\/dist\/(ajvProvider|dialects|chunk)-/,
  'mcp-messages': /\/node_modules\/@modelcontextprotocol\/server\/dist\/src-/,
  'mcp-server': /\/node_modules\/@modelcontextprotocol\/server\//,
  'json-stream': /\/node_modules\/@streamparser\//,
};
const pieces = Object.entries(IN_PIECES).map(([name, library], index) => ({
  name,
  test: (id: string) => library.test(id),
  priority: 10 - index,
}));

/**
 * Bundles the server with all its dependencies into dist/: what it needs, and no more, in files that load quickly. So users
 * install one package, and start it in a third of the time. Not minified: stacks and patches stay readable.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [ofTheUser(), builtins(), folders(), inTurns(), notices(join(root, 'node_modules'))],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    // The oldest Node that is supported.
    target: 'node22.13',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    license: { fileName: THIRD_PARTY },
    rolldownOptions: {
      input: entries,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: {
          includeDependenciesRecursively: true,
          groups: [
            { name: 'library', test: (id: string) => LIBRARY.test(id), priority: 21 },
            { name: 'begin', test: (id: string) => BEGIN.test(id), priority: 21 },
            { name: 'server', test: (id: string) => START.test(id), priority: 20 },
            { name: 'pace', test: (id: string) => PACE.test(id), priority: 19 },
            ...pieces,
          ],
        },
      },
    },
  },
});
