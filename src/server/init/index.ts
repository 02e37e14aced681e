import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import type { Operator } from '../../operator/action.ts';
import type { Store } from '../../store/index.ts';
import { INIT_RECORD } from '../../store/tables/meta.ts';
import { type Claim, doOnce, isDone } from './claim.ts';
import { addDoor, type Door, type InitProgress } from './door.ts';
import { environmentOf } from './environment.ts';
import { hookFailed } from './fault.ts';
import { type HookFile, listHooks } from './files.ts';
import { runJson } from './json.ts';
import { type InitServer, runModule } from './module.ts';
import type { InitParts } from './option.ts';
import { runShell } from './shell.ts';

export interface InitOptions extends InitParts {
  http: FastifyInstance;
  store: Store;
  /** Whether other servers may use the same store. */
  isShared: boolean;
  /** Names this server. */
  owner: string;
  log: Logger;
  operatorOf: () => Operator;
  /** Plants the seed, before the first hook. */
  plantSeed(): Promise<void>;
}

/** The hooks of a store that may be new. */
export interface Init {
  /** How far they are; undefined once they have run. */
  progress(): InitProgress | undefined;
  /** Whether a token is that of the hooks. */
  accepts: Door['accepts'];
  /** Runs them, or waits for the server that does, then lets everybody in. Throws an Error that says which one failed, and why. */
  run(server: InitServer): Promise<void>;
}

/** After this time, and then as often, the log says that a hook still runs. */
const SLOW_MS = 1_000;
const STILL_MS = 10_000;

/** Returns undefined if there is nothing to run: no hooks, or they have run before. Throws an Error if the folder cannot be read. */
export const openInit = async (options: InitOptions): Promise<Init | undefined> => {
  const { folder, log, store } = options;
  const { hooks, passedOver } = await listHooks(folder);
  if (hooks.length === 0) return undefined;
  if (await isDone(store, INIT_RECORD)) {
    log.debug({ folder }, 'the init hooks have run before');
    return undefined;
  }
  if (passedOver.length > 0) {
    log.warn({ folder, files: passedOver }, 'files that are no init hooks are passed over: see --init');
  }
  let progress: InitProgress | undefined = { done: 0, of: hooks.length };
  const door = addDoor(options.http, () => progress ?? { done: hooks.length, of: hooks.length });
  const setDone = (done: readonly string[]): void => {
    progress = { done: hooks.filter(({ name }) => done.includes(name)).length, of: hooks.length };
  };
  return {
    progress: () => progress,
    accepts: door.accepts,
    run: async (server) => {
      try {
        await runAll(hooks, { ...options, door, server, setDone });
        progress = undefined;
      } finally {
        await door.openForAll();
      }
    },
  };
};

interface Run extends InitOptions {
  door: Door;
  server: InitServer;
  setDone(done: readonly string[]): void;
}

const runAll = async (hooks: readonly HookFile[], run: Run): Promise<void> => {
  const { store, owner, isShared, log, setDone, folder } = run;
  const signal = run.signal ?? new AbortController().signal;
  const turn = { store, record: INIT_RECORD, owner, isShared, signal, onWait: setDone };
  const outcome = await doOnce(turn, async (claim) => {
    const began = performance.now();
    await run.plantSeed();
    const ran = await runClaimed(hooks, claim, { ...run, signal: AbortSignal.any([signal, claim.lost]) });
    log.info({ ran, milliseconds: Math.round(performance.now() - began) }, 'init hooks ran');
  });
  if (outcome === 'used') log.warn({ folder }, 'the init hooks did not run: the store has data from before');
  if (outcome !== 'did') await run.plantSeed();
};

/** Returns the names of the hooks that it has run. */
const runClaimed = async (
  hooks: readonly HookFile[],
  claim: Claim,
  run: Run & { signal: AbortSignal },
): Promise<string[]> => {
  const done = [...claim.done];
  const ran: string[] = [];
  const endpoint = await run.door.openForHooks();
  for (const hook of hooks) {
    if (done.includes(hook.name)) continue;
    run.signal.throwIfAborted();
    try {
      await withNotices(hook, run.log, () =>
        orAborted(run.signal, runOne(hook, done.length === 0, endpoint, run)),
      );
    } catch (error) {
      run.signal.throwIfAborted();
      throw hookFailed(hook.path, error);
    }
    await claim.add(hook.name);
    done.push(hook.name);
    ran.push(hook.name);
    run.setDone(done);
  }
  return ran;
};

const runOne = (
  { path, kind, name }: HookFile,
  isFirst: boolean,
  endpoint: string,
  { operatorOf, door, server, log, signal }: Run & { signal: AbortSignal },
): Promise<void> => {
  const tell = (line: string): void => log.info({ hook: name }, line);
  const clientConfig: InitServer['clientConfig'] = (account) => ({
    ...server.clientConfig(account),
    endpoint,
  });
  if (kind === 'json') return runJson(path, isFirst, operatorOf);
  if (kind === 'module') return runModule(path, { cosell: { ...server, endpoint, clientConfig }, log: tell });
  const env = environmentOf({ endpoint, token: door.token, clientConfig });
  return runShell(path, { env, signal, log: tell });
};

/** Rejects once the signal aborts, whatever the work does. */
const orAborted = async (signal: AbortSignal, work: Promise<void>): Promise<void> => {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const withNotices = async ({ name }: HookFile, log: Logger, work: () => Promise<void>): Promise<void> => {
  const began = performance.now();
  let next = SLOW_MS;
  const looking = setInterval(() => {
    const milliseconds = Math.round(performance.now() - began);
    if (milliseconds < next) return;
    next += STILL_MS;
    log.info({ hook: name, milliseconds }, 'an init hook still runs');
  }, SLOW_MS);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
};
