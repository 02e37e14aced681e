import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** A module of Node's that an import of it makes load more than it needs. */
const COSTLY = /^(?:node:)?(http|https)$/;
const BUILTIN = '\0builtin:';
const require = createRequire(import.meta.url);

/**
 * Imports `node:http` and `node:https` without reading their exports' getters. An ES import reads them all, and those of
 * `WebSocket` and its events load Node's undici: a tenth of the server's start.
 */
export const builtins = (): Plugin => ({
  name: 'builtins',
  enforce: 'pre',
  resolveId: (id) => {
    const [, name] = COSTLY.exec(id) ?? [];
    return name === undefined ? undefined : BUILTIN + name;
  },
  load: (id) => {
    if (!id.startsWith(BUILTIN)) return undefined;
    const name = id.slice(BUILTIN.length);
    const exported = Object.entries(Object.getOwnPropertyDescriptors(require(name)))
      .filter(([, { get }]) => get === undefined)
      .map(([key]) => key);
    return [
      `const builtin = process.getBuiltinModule('node:${name}');`,
      'export default builtin;',
      `export const { ${exported.join(', ')} } = builtin;`,
    ].join('\n');
  },
});
