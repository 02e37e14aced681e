import { fileURLToPath } from 'node:url';
import { once } from '../../kit/flow/once.ts';
import type { Respond } from './respond.ts';

/** Where the build is: `dist/console/`, seen from the source and from the package alike. */
const BUILT = fileURLToPath(new URL('../../../dist/console', import.meta.url));

/** Whether the console is served; or from which folder, instead of this package's own build. */
export type ConsoleOption = boolean | { folder: string };

/** Returns what responds with the console, or undefined if it is not served. Loads nothing before the first request. */
export const readConsole = (option: ConsoleOption): Respond | undefined => {
  if (option === false) return undefined;
  const folder = option === true ? BUILT : option.folder;
  const respond = once(async () => (await import('./respond.ts')).createRespond(folder));
  return async (request, reply) => (await respond())(request, reply);
};
