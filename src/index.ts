// Loaded before a test can replace the timers.
import './kit/flow/real-time.ts';
import './kit/flow/sleep.ts';
import { nodeFault } from './kit/node-version.ts';
import type { CosellOptions } from './server/options.ts';
import type { Cosell } from './server/start.ts';

export type { AccountOption, SolutionOption } from './server/account-options.ts';
export type { ClientConfig } from './server/client-config.ts';
export type { EventsHandle, Snapshot } from './server/handle/index.ts';
export type { InitHook, InitServer, InitTools } from './server/init/module.ts';
export type { CosellOptions } from './server/options.ts';
export type {
  DocumentOption,
  PolicyOption,
  PrincipalOptions,
  RoleOption,
  UserOption,
} from './server/principal-options.ts';
export type { Configurable, Cosell } from './server/start.ts';
export type { Seed } from './server/steps.ts';

/**
 * Starts a cosell server in this process. Throws an Error that says what to change if an option is not valid, the port
 * is taken, the data folder is in use, or Node.js is too old.
 *
 * @example
 * const cosell = await startCosell();
 * const client = new PartnerCentralSellingClient(cosell.clientConfig('111122223333'));
 * await cosell.events.waitFor('Opportunity Created', { account: '111122223333' });
 * await cosell.close();
 */
export const startCosell = async (options: CosellOptions = {}): Promise<Cosell> => {
  const fault = nodeFault(process.versions.node);
  if (fault !== undefined) throw new Error(fault);
  // Only now: an older Node.js cannot load the server.
  const { startCosell: start } = await import('./server/start.ts');
  return start(options);
};
