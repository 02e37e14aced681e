import { join } from 'node:path';
import { once } from '../../kit/flow/once.ts';
import { packageRoot } from '../package.ts';
import type { Respond } from './respond.ts';

/** Where the build is. */
const BUILT = join(packageRoot, 'dist/console');
/** Where the build of the documentation is. */
export const BUILT_HELP = join(packageRoot, 'dist/help');

/** The addresses of the documentation. */
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
