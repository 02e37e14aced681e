import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `cosell serve`, as users start it. */
const CURRENT = {
  script: program('../../src/cli/main.ts'),
  args: (databaseUrl: string) => [
    'serve',
    '--port',
    '0',
    '--database-url',
    databaseUrl,
    '--log-level',
    'error',
  ],
};

/** A server of the next version, whose schema has one change more. */
export const NEWER = { script: program('./newer-node.ts'), args: (databaseUrl: string) => [databaseUrl] };

/** One server of several on a database. */
export interface FleetNode {
  readonly name: string;
  /** Where it last listened. While it is down, or on its way up, nobody may answer there. */
  readonly endpoint: string | undefined;
  /** Ends that nobody asked for, and what it said then. One that cannot start without its database is none. */
  readonly surprises: readonly string[];
  /** What it said each time that it could not start without its database. */
  readonly failedStarts: readonly string[];
  /** How often it was started. */
  readonly starts: number;
  /** Resolves once it listens. */
  up(): Promise<void>;
  /** SIGKILL; it is started again, as a supervisor does. */
  kill(): Promise<void>;
  /** SIGSTOP: it is there, holds its connections and locks, and does nothing. */
  freeze(): void;
  readonly isFrozen: boolean;
  thaw(): void;
  /** SIGTERM, for good. Answers its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts a server process and starts it again whenever it has ended, until it is stopped or the test is over. It is
 * killed then, in whatever state it is.
 */
export const startNode = (name: string, databaseUrl: string, version = CURRENT): FleetNode => {
  const surprises: string[] = [];
  const failedStarts: string[] = [];
  let child: ChildProcess;
  let ended: Promise<unknown>;
  let endpoint: string | undefined;
  let isUp = untilUp();
  let starts = 0;
  let isWanted = true;
  let isFrozen = false;

  const start = (): void => {
    starts += 1;
    isFrozen = false;
    let said = '';
    let wasReady = false;
    const started = spawn(process.execPath, [version.script, ...version.args(databaseUrl)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2000);
    });
    let out = '';
    started.stdout.on('data', (chunk) => {
      out += chunk;
      const [, where] = /^cosell ready on (http:\S+)\n/m.exec(out) ?? [];
      if (!where || wasReady) return;
      wasReady = true;
      endpoint = where;
      isUp.resolve();
    });
    // Where it cannot even be started, nobody waits for it.
    started.once('error', (error) => isUp.reject(error));
    ended = new Promise<void>((resolve) => started.once('close', () => resolve())).then(() => {
      if (wasReady) isUp = untilUp();
      if (!isWanted || started.pid === undefined) return;
      if (started.signalCode !== 'SIGKILL') {
        if (!wasReady && isAboutTheDatabase(said)) failedStarts.push(said.trim());
        else surprises.push(`${name} ended with ${started.exitCode ?? started.signalCode}: ${said}`);
      }
      start();
    });
  };
  start();

  const killForGood = (): void => {
    isWanted = false;
    child.kill('SIGKILL');
  };
  process.once('exit', killForGood);
  onTestFinished(async () => {
    killForGood();
    await ended;
    process.off('exit', killForGood);
  });
  return {
    name,
    surprises,
    failedStarts,
    get endpoint() {
      return endpoint;
    },
    get starts() {
      return starts;
    },
    up: () => isUp.promise,
    kill: async () => {
      const killed = ended;
      child.kill('SIGKILL');
      await killed;
    },
    freeze: () => {
      isFrozen = child.kill('SIGSTOP');
    },
    thaw: () => {
      isFrozen = false;
      child.kill('SIGCONT');
    },
    get isFrozen() {
      return isFrozen;
    },
    stop: async () => {
      isWanted = false;
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
};

const untilUp = (): PromiseWithResolvers<void> => {
  const up = Promise.withResolvers<void>();
  // Who waits is told; there may be nobody.
  up.promise.catch(() => {});
  return up;
};

/** What a server says that cannot start because its database is away, or went away meanwhile. */
const isAboutTheDatabase = (said: string): boolean =>
  /^cosell: .*(ECONN|EPIPE|timeout|terminat|starting up|shutting down|recovery|closed|connection|not yet accepting)/im.test(
    said,
  );
