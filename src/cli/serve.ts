import { Command } from 'commander';
import { whyStrict } from '../access/choose-authenticator.ts';
import { type Cosell, startCosell } from '../server/start.ts';
import type { ConfigFile } from './config/read-config.ts';
import { readSeed } from './config/read-seed.ts';
import { reloadOnHangup } from './config/reload.ts';
import { demoNotes } from './demo-notes.ts';
import { endWithParent } from './end-with-parent.ts';
import { quotasOf, startUpMessage, switchOf } from './flags.ts';
import { isOnCommandLine, operatorTokenOf, secretsKeysOf } from './given-secrets.ts';
import { initOf } from './init-flags.ts';
import { keepsBodies } from './journal-flags.ts';
import { readAuthoritiesFile } from './read-authorities.ts';
import { addServeFlags, type ServeFlags } from './serve-flags.ts';
import { growAsNeeded } from './start-small.ts';
import { tracesOf } from './trace-flags.ts';
import { transportOptions } from './transport-flags.ts';
import { limitYoungGeneration } from './young-generation.ts';

/** `cosell serve`. An empty environment variable counts as unset. */
export const serveCommand = (): Command => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('COSELL_') && process.env[name] === '') delete process.env[name];
  }
  return addServeFlags(new Command('serve').description('Serves the API until it is stopped.'))
    .addHelpText('after', '\nExample:\n  cosell serve --port 4747 --data ./.cosell --demo')
    .action(serve);
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
  const stopping = new AbortController();
  let server: Cosell | undefined;
  const stop = (): void => {
    // Until the server is ready there is nothing to finish: it ends right after its start, whose init hooks end at once.
    stopping.abort();
    if (server) void end(server);
  };
  // A second signal ends the process at once, by Node's default.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  try {
    await endWithParent(flags, stop);
    const demo = flags.demo || switchOf('COSELL_DEMO', process.env.COSELL_DEMO);
    const reload = file ? reloadOnHangup(file) : undefined;
    const config: ConfigFile = reload ? await reload.read() : { accounts: [] };
    const { accounts, users, roles, policies, webhooks, functions } = config;
    const console = flags.console && isOnInEnvironment('COSELL_CONSOLE') && config.console !== false;
    server = await startCosell({
      ...flags,
      init: initOf(flags, stopping.signal),
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
    if (stopping.signal.aborted) return await end(server);
    if (isOnCommandLine('--operator-token')) process.stderr.write(VISIBLE_TOKEN);
    growAsNeeded();
    limitYoungGeneration();
    reload?.serving(server);
    process.stdout.write(`cosell ready on ${server.endpoint}\n`);
    // Programs read the line above and no other: the rest is for people.
    if (demo) {
      const isStrict = whyStrict(flags.auth, flags.host) !== undefined;
      process.stdout.write(demoNotes(server, { hasConsole: console, isStrict }));
    } else if (console && process.stdout.isTTY) process.stdout.write(`Console: ${server.endpoint}/\n`);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
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
