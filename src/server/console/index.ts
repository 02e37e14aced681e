import { fileURLToPath } from 'node:url';
import { once } from '../../kit/flow/once.ts';
import type { Respond } from './respond.ts';

/** Where the build is: `dist/console/`, seen from the source and from the package alike. */
const BUILT = fileURLToPath(new URL('../../../dist/console', import.meta.url));
/** Where the build of the documentation is. */
const BUILT_HELP = fileURLToPath(new URL('../../../dist/help', import.meta.url));

/** The addresses of the documentation, below the `base` of its build: docs/.vitepress/config.ts. */
const HELP = /^(?:https?:\/\/[^/]*)?\/help(?:[/?]|$)/;

/**
 * Whether the console is served, with the documentation at `/help`; or from which folders, instead of this package's own
 * builds.
 */
export type ConsoleOption = boolean | { folder: string; help?: string };

/** Returns what responds with the console and the documentation, or undefined if they are not served. Loads nothing before the first request. */
export const readConsole = (option: ConsoleOption): Respond | undefined => {
  if (option === false) return undefined;
  const { folder, help = BUILT_HELP } = option === true ? { folder: BUILT } : option;
  const respond = once(async () => (await import('./respond.ts')).createRespond(folder));
  const respondWithHelp = once(async () => (await import('./help.ts')).createHelp(help));
  return async (request, reply) =>
    (await (HELP.test(request.raw.url ?? '') ? respondWithHelp() : respond()))(request, reply);
};
