import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_TASK_WAIT_MS } from '../model/task-wait.ts';
import { addParentFlags, type ParentFlags } from './end-with-parent.ts';
import { endpointOf, portOf, quirksOf, secondsOf } from './flags.ts';
import type { SecretFlags } from './given-secrets.ts';
import { addInitFlags, type InitFlags } from './init-flags.ts';
import { addJournalFlags, type JournalFlags } from './journal-flags.ts';
import { addLogFlags, type LogFlags } from './log-flags.ts';
import { addRetentionFlags, type RetentionFlags } from './retention-flags.ts';
import { addTraceFlags, type TraceFlags } from './trace-flags.ts';
import { addTransportFlags, type TransportFlags } from './transport-flags.ts';

export interface ServeFlags
  extends TransportFlags,
    SecretFlags,
    InitFlags,
    JournalFlags,
    LogFlags,
    TraceFlags,
    ParentFlags,
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

/** Adds the flags of `cosell serve`. Each has an environment variable, which the flag overrides. */
export const addServeFlags = (command: Command): Command =>
  [
    addOwnFlags,
    addTransportFlags,
    addInitFlags,
    addJournalFlags,
    addLogFlags,
    addTraceFlags,
    addRetentionFlags,
    addParentFlags,
  ].reduce((flagged, add) => add(flagged), command);

const addOwnFlags = (command: Command): Command =>
  command
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
    .option('--no-console', 'show no console to browsers; the API alone answers (env: COSELL_CONSOLE=false)')
    .option('--demo', 'begin with a pending AWS referral (env: COSELL_DEMO)', false);
