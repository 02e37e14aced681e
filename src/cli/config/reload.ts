import type { Cosell } from '../../index.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import type { ConfigFile } from './read-config.ts';

/** A configuration file that is read again on SIGHUP. */
export interface ReloadedConfig {
  read(): Promise<ConfigFile>;
  /** From now on, and at once if a SIGHUP came before, the server gets what is read again. */
  serving(server: Pick<Cosell, 'reconfigure'>): void;
}

/**
 * Reads a file again on SIGHUP: its accounts, users, roles and policies replace the former ones. If the file is not valid, they
 * stay, and standard error lists what is wrong. Its other members count from the next start.
 */
export const reloadOnHangup = (file: string): ReloadedConfig => {
  let server: Pick<Cosell, 'reconfigure'> | undefined;
  let isWanted = false;
  const read = async (): Promise<ConfigFile> => {
    // Loads YAML and typebox, so only servers with a configuration do.
    const { readConfig } = await import('./read-config.ts');
    return readConfig(file);
  };
  const reloads = oneAtATime(async () => {
    try {
      const { accounts, users = [], roles = [], policies = [] } = await read();
      await server?.reconfigure({ accounts, users, roles, policies });
      const counts = `${accounts.length} accounts, ${users.length} users, ${roles.length} roles, ${policies.length} policies`;
      process.stderr.write(`cosell: read ${file} again: ${counts}\n`);
    } catch (error) {
      const says = error instanceof Error ? error.message : error;
      process.stderr.write(`cosell: the former configuration stays. ${says}\n`);
    }
  });
  process.on('SIGHUP', () => {
    if (server) void reloads.run();
    else isWanted = true;
  });
  return {
    read,
    serving: (ready) => {
      server = ready;
      if (isWanted) void reloads.run();
    },
  };
};
