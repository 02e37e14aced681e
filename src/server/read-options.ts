import { trustingAuthenticator } from '../access/authenticator.ts';
import { chooseAuthenticator, isLoopback, whyStrict } from '../access/choose-authenticator.ts';
import { createConfiguredPrincipals } from '../access/configured-principals.ts';
import { parseSecretsKeys } from '../access/secrets.ts';
import { readFunctions } from '../events/delivery/read-functions.ts';
import { readWebhooks } from '../events/delivery/read-webhooks.ts';
import { systemClock } from '../kit/flow/clock.ts';
import { readNetworks } from '../kit/http/networks.ts';
import { createLog } from '../kit/log/create-log.ts';
import { readDatabaseUrl } from '../kit/sql/location.ts';
import { randomIds } from '../model/identifiers.ts';
import {
  DEFAULT_DELIVERIES,
  DEFAULT_JOURNAL,
  LARGEST_DELIVERIES,
  LARGEST_JOURNAL,
} from '../model/journal-size.ts';
import { DEFAULT_SLOW_CALL_MS } from '../model/slow-call.ts';
import { DEFAULT_TASK_WAIT_MS, LONGEST_TASK_WAIT_MS } from '../model/task-wait.ts';
import { readQuotas } from '../rules/access/quotas.ts';
import { readQuirks } from '../rules/read-quirks.ts';
import type { StoreLocation } from '../store/index.ts';
import type { AuditOptions } from './audit/audit-log.ts';
import { readConsole } from './console/index.ts';
import { readInit } from './init/option.ts';
import type { CosellOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { readConfigurable } from './read-configurable.ts';
import { type AllowedHosts, readAllowedHosts } from './transport/hosts.ts';
import { transportLimits } from './transport/limits.ts';

/** Validated options. */
export interface ReadOptions {
  parts: Parts;
  /** Whether the server trusts the access key id and checks no signature. */
  isTrusting: boolean;
}

/** Validates the options of `startCosell`. Throws an Error that says what to change if one is not valid. */
export const readOptions = async (options: CosellOptions): Promise<ReadOptions> => {
  const { host = '127.0.0.1', region = 'us-east-1', logLevel = 'silent', clock = systemClock } = options;
  if (!/^[a-z0-9-]{1,32}$/.test(region)) throw new Error(`${region} is no region such as us-east-1.`);
  const { accounts, solutions, principals } = readConfigurable(options);
  const authenticator = chooseAuthenticator({
    mode: options.auth,
    host,
    region,
    clock,
  });
  const isTrusting = authenticator === trustingAuthenticator;
  if (options.operatorToken === '') throw new Error('The operator token has to have at least one character.');
  if (options.demo && options.tls?.clientCaFile !== undefined) {
    throw new Error(
      'The demo’s data are made by a client without a certificate: give either --demo or --tls-client-ca.',
    );
  }
  const parts: Parts = {
    host,
    port: options.port ?? 0,
    region,
    location: locationOf(options),
    clock,
    ids: options.ids ?? randomIds,
    log: await createLog({ level: logLevel, format: options.logFormat }),
    traces: readTraces(options.traces),
    slowCallMs: logLevel === 'silent' ? 0 : readSlowCall(options.slowCall),
    authenticator,
    principals: createConfiguredPrincipals(principals),
    secretsKeys: (options.secretsKeys ?? []).flatMap((key) => parseSecretsKeys(key, 'secretsKeys')),
    strictBecause: whyStrict(options.auth, host),
    operatorAccess: { token: options.operatorToken, open: isTrusting && isLoopback(host) },
    seed: options.seed,
    init: readInit(options.init),
    corsOrigins: options.corsOrigins ?? [],
    allowedHosts: allowedHostsOf(options.allowedHosts, isTrusting),
    audit: readAudit(options),
    journal: readJournal(options, isTrusting),
    deliveries: readDeliveries(options.deliveries),
    console: readConsole(options.console ?? false),
    tls: options.tls,
    limits: transportLimits(options.limits),
    trustedProxies: readNetworks(options.trustedProxies ?? []),
    shutdownDelay: options.shutdownDelay ?? 0,
    taskWait: readTaskWait(options.taskWait),
    quirks: readQuirks(options.quirks ?? []),
    quotas: readQuotas(options.quotas ?? 'off'),
    retention: await readRetentionOf(options),
    sandboxSolution: options.sandboxSolution,
    delivery: {
      webhooks: await readWebhooks(options.webhooks ?? []),
      allowPrivateTargets: options.allowPrivateTargets ?? isLoopback(host),
      authorities: options.ca === undefined ? [] : await readCa(options.ca),
      targetEndpoint: options.targetEndpoint,
      functions: readFunctions(options.functions ?? {}),
    },
    accounts,
    solutions,
  };
  return { parts, isTrusting };
};

/** Loads the module for TLS only if there are certificates. */
const readCa = async (pem: string): Promise<string[]> => {
  const { readAuthorities } = await import('../kit/http/authorities.ts');
  try {
    return readAuthorities(pem);
  } catch (error) {
    throw new Error(`ca is not valid. ${(error as Error).message}`);
  }
};

/** Signatures and tokens do what the check of names does: a rebound page has neither. So it is needed only without them. */
const allowedHostsOf = (names: readonly string[] | undefined, isTrusting: boolean): AllowedHosts =>
  isTrusting || names?.length ? readAllowedHosts(names ?? []) : 'any';

const readAudit = ({ auditLog, auditLogRequired = false }: CosellOptions): AuditOptions | undefined => {
  if (auditLog !== undefined) return { file: auditLog, isRequired: auditLogRequired };
  if (!auditLogRequired) return undefined;
  throw new Error('There is no audit log that could be required: give its file too (--audit-log).');
};

const readJournal = (
  { journal: capacity = DEFAULT_JOURNAL, journalBodies = false }: CosellOptions,
  isTrusting: boolean,
): Parts['journal'] => {
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > LARGEST_JOURNAL) {
    throw new Error(`The journal ${capacity} is not a number of requests from 0 to ${LARGEST_JOURNAL}.`);
  }
  return capacity === 0 ? undefined : { capacity, keepsBodies: isTrusting || journalBodies, isTrusting };
};

const readDeliveries = (capacity = DEFAULT_DELIVERIES): number => {
  if (Number.isInteger(capacity) && capacity >= 0 && capacity <= LARGEST_DELIVERIES) return capacity;
  throw new Error(`The deliveries ${capacity} are not a number of attempts from 0 to ${LARGEST_DELIVERIES}.`);
};

const readTraces = (url: string | undefined): string | undefined => {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url;
  throw new Error('The receiver of traces has to be an http or https URL, such as http://127.0.0.1:4318.');
};

const readSlowCall = (milliseconds = DEFAULT_SLOW_CALL_MS): number => {
  if (milliseconds >= 0) return milliseconds;
  throw new Error(`The slow call ${milliseconds} is not a number of milliseconds from 0.`);
};

/** Loads the tables to check a setting only if there is one. */
const readRetentionOf = async (options: CosellOptions): Promise<Parts['retention']> => {
  const { retention, data = 'memory', databaseUrl } = options;
  if (retention === undefined) return databaseUrl === undefined && data === 'memory' ? 'off' : {};
  const { readRetention } = await import('../store/retention/settings.ts');
  await readRetention(retention);
  return retention;
};

const readTaskWait = (milliseconds = DEFAULT_TASK_WAIT_MS): number => {
  if (milliseconds >= 0 && milliseconds <= LONGEST_TASK_WAIT_MS) return milliseconds;
  throw new Error(
    `The task wait ${milliseconds} is not a number of milliseconds from 0 to ${LONGEST_TASK_WAIT_MS}.`,
  );
};

const locationOf = ({ data = 'memory', databaseUrl, databasePoolSize }: CosellOptions): StoreLocation => {
  if (databaseUrl !== undefined)
    return { databaseUrl: readDatabaseUrl(databaseUrl), poolSize: databasePoolSize };
  return data === 'memory' ? 'memory' : { folder: data };
};
