import { Command, InvalidArgumentError, Option } from 'commander';
import { startCosell } from '../index.ts';
import { readConfig } from './config.ts';

interface ServeFlags {
  host: string;
  port: number;
  data: string;
  region: string;
  auth?: 'off' | 'strict';
  config?: string;
  corsOrigin: string[];
  logLevel: 'silent' | 'error' | 'info' | 'debug';
  demo: boolean;
}

const portOf = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
};

/** `cosell serve`: every flag has an environment variable, which the flag overrules. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Serves the API until it is told to stop.')
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1').env('COSELL_HOST'))
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 picks one')
        .default(4747)
        .argParser(portOf)
        .env('COSELL_PORT'),
    )
    .addOption(
      new Option('--data <folder>', 'folder for the data, or "memory"').default('.cosell').env('COSELL_DATA'),
    )
    .addOption(
      new Option('--region <name>', 'region in ARNs and events').default('us-east-1').env('COSELL_REGION'),
    )
    .addOption(
      new Option('--auth <mode>', 'off: the access key id is the account; strict: signatures are checked')
        .choices(['off', 'strict'])
        .env('COSELL_AUTH'),
    )
    .addOption(new Option('--config <file>', 'JSON file with accounts and their keys').env('COSELL_CONFIG'))
    .addOption(
      new Option('--cors-origin <origin...>', 'web pages that may call, beside those of this machine')
        .default([])
        .env('COSELL_CORS_ORIGIN'),
    )
    .addOption(
      new Option('--log-level <level>', 'what to log on standard error')
        .choices(['silent', 'error', 'info', 'debug'])
        .default('info')
        .env('COSELL_LOG_LEVEL'),
    )
    .addOption(new Option('--demo', 'begin with a pending AWS referral').default(false).env('COSELL_DEMO'))
    .addHelpText('after', '\nExample:\n  cosell serve --port 4747 --data ./.cosell --demo')
    .action(serve);

const serve = async ({ config: file, corsOrigin, ...flags }: ServeFlags): Promise<void> => {
  try {
    const { accounts } = file ? await readConfig(file) : { accounts: [] };
    const server = await startCosell({ ...flags, accounts, corsOrigins: corsOrigin });
    process.stdout.write(`cosell ready on ${server.endpoint}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        void server.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
};
