import { type Cosell, startCosell } from '../../index.ts';

/** Where programs look for a server by default. */
const DEFAULT_PORT = 4747;

/** Starts a server in this process, on the default port so that the agent's program finds it, or on a free one if that is taken. */
export const startOwnServer = async (data: string): Promise<Cosell> => {
  const options = { data, console: true };
  const server = await startCosell({ ...options, port: DEFAULT_PORT }).catch(
    (error: Error & { code?: string }) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return startCosell({ ...options, port: 0 });
    },
  );
  const kept = data === 'memory' ? 'Its data are in memory and end with it' : `Its data are in ${data}`;
  process.stderr.write(
    `cosell: no server was running, so this one was started at ${server.endpoint}. ${kept}.\n`,
  );
  return server;
};
