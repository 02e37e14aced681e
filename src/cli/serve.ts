import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_TASK_WAIT_MS } from '../model/task-wait.ts';
import { type Cosell, startCosell } from '../server/start.ts';
import type { ConfigFile } from './config/read-config.ts';
import { readSeed } from './config/read-seed.ts';
import { reloadOnHangup } from './config/reload.ts';
import { endpointOf, portOf, quirksOf, quotasOf, secondsOf, startUpMessage, switchOf } from './flags.ts';
import { isOnCommandLine, operatorTokenOf, type SecretFlags, secretsKeysOf } from './given-secrets.ts';
import { addJournalFlags, type JournalFlags, keepsBodies } from './journal-flags.ts';
import { addLogFlags, type LogFlags } from './log-flags.ts';
import { readAuthoritiesFile } from './read-authorities.ts';
import { addRetentionFlags, type RetentionFlags } from './retention-flags.ts';
import { growAsNeeded } from './start-small.ts';
import { addTraceFlags, type TraceFlags, tracesOf } from './trace-flags.ts';
import { addTransportFlags, type TransportFlags, transportOptions } from './transport-flags.ts';

export interface ServeFlags
  extends TransportFlags,
    SecretFlags,
    JournalFlags,
    LogFlags,
    TraceFlags,
    RetentionFlags {
  host: string;
  port: number;
  data: string;
  databaseUrl?: string;
  databasePoolSize?: number;
  region: string;
  auth?: 'off' | 'strict';
  config?: string;
  shutdownDelay: number;
  taskWait: number;
  quirk: string[];
  quotas?: 'off' | 'aws' | 'custom';
  sandboxSolution?: boolean;
  console: boolean;
  auditLog?: string;
  auditLogRequired: boolean;
  demo: boolean;
  seed?: string;
  allowPrivateTargets?: boolean;
  targetEndpoint?: string;
  ca?: string;
}

const poolSizeOf = (text: string): number => {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  throw new InvalidArgumentError('A pool has from 1 to 1000 connections.');
};

/**
 * `cosell serve`. Every flag has an environment variable, which the flag overrides. An empty variable counts as unset.
 */
export const serveCommand = (): Command => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('COSELL_') && process.env[name] === '') delete process.env[name];
  }
  const command = addTransportFlags(
    new Command('serve')
      .description('Serves the API until it is stopped.')
      .addOption(
        new Option('--host <address>', 'address to listen on').default('127.0.0.1').env('COSELL_HOST'),
      )
      .addOption(
        new Option('--port <number>', 'port to listen on; 0 picks one')
          .default(4747)
          .argParser(portOf)
          .env('COSELL_PORT'),
      )
      .addOption(
        new Option('--data <folder>', 'folder for the data, or "memory"')
          .default('.cosell')
          .env('COSELL_DATA'),
      )
      .addOption(
        new Option(
          '--database-url <url>',
          'PostgreSQL database to share with other servers, instead of --data',
        ).env('COSELL_DATABASE_URL'),
      )
      .addOption(
        new Option(
          '--database-pool-size <number>',
          'connections to the database (default: 10, and 5 for jobs and other nodes)',
        )
          .argParser(poolSizeOf)
          .env('COSELL_DATABASE_POOL_SIZE'),
      )
      .addOption(
        new Option('--region <name>', 'region in ARNs and events').default('us-east-1').env('COSELL_REGION'),
      )
      .addOption(
        new Option(
          '--auth <mode>',
          'off: the access key id is the account; strict: signatures are checked (default: off on a loopback address, else strict)',
        )
          .choices(['off', 'strict'])
          .env('COSELL_AUTH'),
      )
      .addOption(
        new Option(
          '--config <file>',
          'YAML or JSON file with accounts, users, roles and their keys; read again on SIGHUP; see `cosell config schema`',
        ).env('COSELL_CONFIG'),
      )
      .addOption(
        new Option('--shutdown-delay <seconds>', 'how long to keep serving, while not ready, after SIGTERM')
          .default(0)
          .argParser(secondsOf)
          .env('COSELL_SHUTDOWN_DELAY'),
      )
      .addOption(
        new Option(
          '--task-wait <seconds>',
          'how long an operation that starts a task waits for its end before the response IN_PROGRESS; 0 does not wait',
        )
          .default(DEFAULT_TASK_WAIT_MS / 1000)
          .argParser(secondsOf)
          .env('COSELL_TASK_WAIT'),
      )
      .addOption(
        new Option(
          '--quirk <name...>',
          'rarely reported behaviours of AWS’s sandbox; see docs/reference/differences.md',
        )
          .default([])
          .argParser(quirksOf)
          .env('COSELL_QUIRKS'),
      )
      .addOption(
        new Option(
          '--quotas <mode>',
          'requests that each account may send: off, aws as documented, or custom, the member "quotas" of the configuration (default: custom if it has one, else off)',
        )
          .choices(['off', 'aws', 'custom'])
          .env('COSELL_QUOTAS'),
      )
      .addOption(
        new Option(
          '--target-endpoint <url>',
          'endpoint of the AWS services that rules deliver to: Lambda, SQS, SNS, Logs, Firehose, event buses; "aws" for AWS itself',
        )
          .argParser(endpointOf)
          .env('COSELL_TARGET_ENDPOINT'),
      )
      .addOption(
        new Option(
          '--ca <file>',
          'certificates of authorities, in PEM, that HTTPS calls to targets and webhooks trust beside the usual ones',
        ).env('COSELL_CA'),
      )
      .addOption(
        new Option(
          '--operator-token <token>',
          'token that requests to /_cosell/ must carry (default: none needed with --auth off on loopback, else it is closed)',
        ).env('COSELL_OPERATOR_TOKEN'),
      )
      .addOption(
        new Option('--operator-token-file <file>', 'file with that token').env('COSELL_OPERATOR_TOKEN_FILE'),
      )
      .addOption(
        new Option(
          '--secrets-key-file <file>',
          'file with the key that encrypts secrets in the database, then older ones (env: COSELL_SECRETS_KEY for the key itself; default: secrets.key in the --data folder)',
        ).env('COSELL_SECRETS_KEY_FILE'),
      )
      .addOption(
        new Option('--seed <file>', 'JSON file with the initial state: an export, or a list of actions').env(
          'COSELL_SEED',
        ),
      )
      .addOption(
        new Option(
          '--audit-log <file>',
          'file for who did what, as JSON lines; "-" for standard output; reopened on SIGHUP',
        ).env('COSELL_AUDIT_LOG'),
      )
      .option(
        '--audit-log-required',
        'refuse requests while the audit log cannot be written (env: COSELL_AUDIT_LOG_REQUIRED)',
        false,
      )
      // Without .env(), which takes the value `false` for true.
      .option(
        '--allow-private-targets',
        'deliver events to private addresses (default: on a loopback --host; env: COSELL_ALLOW_PRIVATE_TARGETS)',
      )
      .option('--no-allow-private-targets', 'never deliver events to private addresses')
      .option(
        '--no-sandbox-solution',
        'let partners begin without the solution S-1234567, as new ones do (env: COSELL_SANDBOX_SOLUTION=false)',
      )
      .option(
        '--no-console',
        'show no console to browsers; the API alone answers (env: COSELL_CONSOLE=false)',
      )
      .option('--demo', 'begin with a pending AWS referral (env: COSELL_DEMO)', false)
      .addHelpText('after', '\nExample:\n  cosell serve --port 4747 --data ./.cosell --demo')
      .action(serve),
  );
  return addRetentionFlags(addTraceFlags(addLogFlags(addJournalFlags(command))));
};

const serve = async ({
  config: file,
  seed,
  shutdownDelay,
  taskWait,
  quirk,
  quotas,
  ca,
  ...flags
}: ServeFlags): Promise<void> => {
  let stopping = false;
  let server: Cosell | undefined;
  const stop = (): void => {
    stopping = true;
    // Until the server is ready there is nothing to finish: it ends right after its start.
    if (server) void end(server);
  };
  // A second signal ends the process at once, by Node's default.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  try {
    const demo = flags.demo || switchOf('COSELL_DEMO', process.env.COSELL_DEMO);
    const reload = file ? reloadOnHangup(file) : undefined;
    const config: ConfigFile = reload ? await reload.read() : { accounts: [] };
    const { accounts, users, roles, policies, webhooks, functions } = config;
    const console = flags.console && isOnInEnvironment('COSELL_CONSOLE') && config.console !== false;
    server = await startCosell({
      ...flags,
      shutdownDelay: shutdownDelay * 1000,
      taskWait: taskWait * 1000,
      quirks: quirk,
      quotas: quotasOf(quotas, config.quotas),
      sandboxSolution: flags.sandboxSolution && isOnInEnvironment('COSELL_SANDBOX_SOLUTION'),
      console,
      demo,
      seed: seed ? await readSeed(seed) : config.seed,
      ...{ accounts, users, roles, policies },
      operatorToken: await operatorTokenOf(flags),
      secretsKeys: await secretsKeysOf(flags),
      webhooks,
      functions,
      journal: flags.journal ?? config.journal,
      deliveries: flags.deliveries ?? config.deliveries,
      traces: tracesOf(flags.otlpEndpoint ?? config.otlpEndpoint),
      logFormat: flags.logFormat ?? config.logFormat,
      slowCall: flags.slowCall ?? config.slowCall,
      retention: flags.retention ?? config.retention,
      journalBodies: keepsBodies(flags),
      auditLogRequired:
        flags.auditLogRequired ||
        switchOf('COSELL_AUDIT_LOG_REQUIRED', process.env.COSELL_AUDIT_LOG_REQUIRED),
      allowPrivateTargets: flags.allowPrivateTargets ?? privateTargetsOfEnvironment(),
      ca: ca ? await readAuthoritiesFile(ca) : undefined,
      ...transportOptions(flags),
    });
    if (flags.auditLog) process.on('SIGHUP', server.reopenAuditLog);
    if (flags.tlsCert !== undefined) process.on('SIGHUP', server.reloadCertificates);
    if (stopping) return await end(server);
    if (isOnCommandLine('--operator-token')) process.stderr.write(VISIBLE_TOKEN);
    growAsNeeded();
    reload?.serving(server);
    process.stdout.write(`cosell ready on ${server.endpoint}\n`);
    // Programs read the line above and no other.
    if (console && process.stdout.isTTY) process.stdout.write(`Console: ${server.endpoint}/\n`);
  } catch (error) {
    process.stderr.write(`cosell: ${startUpMessage(error, flags)}\n`);
    process.exit(1);
  }
};

const VISIBLE_TOKEN =
  'cosell: other users of this machine can read the operator token on the command line (ps). Give it by ' +
  '--operator-token-file or COSELL_OPERATOR_TOKEN.\n';

/** Whether what is there by default was not switched off by a variable. */
const isOnInEnvironment = (name: string): boolean =>
  process.env[name] === undefined || switchOf(name, process.env[name]);

/** Returns undefined if the variable is not set. Then the address that the server listens on decides. */
const privateTargetsOfEnvironment = (): boolean | undefined => {
  const name = 'COSELL_ALLOW_PRIVATE_TARGETS';
  return process.env[name] === undefined ? undefined : switchOf(name, process.env[name]);
};

const end = async (server: Cosell): Promise<void> => {
  try {
    await server.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(
      `cosell: could not close cleanly: ${error instanceof Error ? error.message : error}\n`,
    );
    process.exit(1);
  }
};
