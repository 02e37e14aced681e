import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { COMMAND } from './command.ts';

/** `cosell serve`, as users start it. */
export const CURRENT = {
  script: COMMAND,
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

/** A server of the next version, which has one more migration. */
export const NEWER = {
  script: fileURLToPath(new URL('./newer-node.ts', import.meta.url)),
  args: (databaseUrl: string) => [databaseUrl],
};

/** One of several servers on a database. */
export interface FleetNode {
  readonly name: string;
  /** Its last endpoint, which may not respond while the server is down or starting. */
  readonly endpoint: string | undefined;
  /** Unexpected exits with their output. Excludes failed starts without the database. */
  readonly surprises: readonly string[];
  /** The output of each failed start without the database. */
  readonly failedStarts: readonly string[];
  /** Number of starts. */
  readonly starts: number;
  /** Resolves once it listens. */
  up(): Promise<void>;
  /** Sends SIGKILL. The server is restarted, as by a supervisor. */
  kill(): Promise<void>;
  /** Sends SIGSTOP: the server keeps its connections and locks and does nothing. */
  freeze(): void;
  readonly isFrozen: boolean;
  /** Tells it that its clock was set (shifted-clock.ts). */
  noteClock(): void;
  thaw(): void;
  /** Sends SIGTERM without a restart. Returns the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts a server process and restarts it whenever it exits, until it is stopped or the test is over, when it is
 * killed in any state.
 */
export const startNode = (
  name: string,
  databaseUrl: string,
  version = CURRENT,
  { args: more = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): FleetNode => {
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
    const started = spawn(process.execPath, [version.script, ...version.args(databaseUrl), ...more], {
      env: { ...process.env, ...env },
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
    // If it cannot even be started, nobody waits for it.
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
    noteClock: () => void child.kill('SIGUSR2'),
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
  // Rejects for waiters, of which there may be none.
  up.promise.catch(() => {});
  return up;
};

/** The messages of a server that cannot start because its database is down. */
const isAboutTheDatabase = (said: string): boolean =>
  /^cosell: .*(ECONN|Nothing listens at|did not answer in time|EPIPE|timeout|terminat|starting up|shutting down|recovery|closed|connection|not yet accepting)/im.test(
    said,
  );
