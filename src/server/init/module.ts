import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { ClientConfig } from '../client-config.ts';
import type { Handle } from '../handle/index.ts';
import { isExecutable } from '../package.ts';
import { HookFault, lineInStack } from './fault.ts';

/** The server as a hook sees it: each of the operator's actions is a method. */
export interface InitServer extends Handle {
  /** Where the server answers hooks alone, until they have run. */
  readonly endpoint: string;
  /** The configuration with which an AWS SDK client acts as an account, by default 111122223333. */
  clientConfig(account?: string): ClientConfig;
}

/** What a hook has besides, so that it needs no package of its own. */
export interface InitTools {
  /** Returns the official SDK's client of an account, by default 111122223333. */
  partnerCentral(account?: string): PartnerCentralSelling;
  /** Writes a line to the server's log. */
  log(line: string): void;
}

/** What a module of the init folder exports as `default`, or as `setup`. */
export type InitHook = (cosell: InitServer, tools: InitTools) => unknown;

const TYPESCRIPT = /\.[mc]?ts$/;

/** Runs a module's function. Throws HookFault. */
export const runModule = async (
  path: string,
  { cosell, log }: { cosell: InitServer; log(line: string): void },
): Promise<void> => {
  if (TYPESCRIPT.test(path)) requireTypeScript();
  const { href } = pathToFileURL(path);
  const clients: PartnerCentralSelling[] = [];
  const { PartnerCentralSelling } = await import('@aws-sdk/client-partnercentral-selling');
  const partnerCentral = (account?: string): PartnerCentralSelling => {
    const client = new PartnerCentralSelling(cosell.clientConfig(account));
    clients.push(client);
    return client;
  };
  const limit = Error.stackTraceLimit;
  // The line of the hook is below those of the server's own functions that it has called.
  Error.stackTraceLimit = 100;
  try {
    const hook = hookOf(await import(/* @vite-ignore */ href));
    await hook(cosell, { partnerCentral, log });
  } catch (error) {
    if (error instanceof HookFault) throw error;
    const line = lineInStack(error, path, href) ?? (await lineOfSyntax(error, path));
    throw new HookFault(error instanceof Error ? error.message : String(error), line);
  } finally {
    Error.stackTraceLimit = limit;
    for (const client of clients) client.destroy();
  }
};

const hookOf = (module: { default?: unknown; setup?: unknown }): InitHook => {
  const common = module.default as { default?: unknown; setup?: unknown } | undefined;
  for (const found of [module.default, module.setup, common?.setup, common?.default]) {
    if (typeof found === 'function') return found as InitHook;
  }
  throw new HookFault('it exports no function as default, and none as setup');
};

/** Returns the line of an error of syntax, which Node.js does not tell when it imports a module, and prints when it checks a file. */
const lineOfSyntax = async (error: unknown, path: string): Promise<number | undefined> => {
  if (!(error instanceof SyntaxError) || isExecutable()) return undefined;
  return promisify(execFile)(process.execPath, ['--check', path]).then(
    () => undefined,
    ({ stderr = '' }: { stderr?: string }) => lineInStack({ stack: stderr }, path, path),
  );
};

/** Source: Node.js docs, "Modules: TypeScript": types are stripped from 22.18 and 23.6 on without a flag. */
const requireTypeScript = (): void => {
  if (process.features.typescript) return;
  throw new HookFault(
    `Node.js ${process.versions.node} does not run TypeScript. Write it as .mjs, take Node.js 22.18 or later, or start with ` +
      'NODE_OPTIONS=--experimental-strip-types',
  );
};
