import { readReference, type SecretReference } from '../../access/secrets.ts';
import { readFunctions } from '../../events/delivery/read-functions.ts';
import { readWebhooks } from '../../events/delivery/read-webhooks.ts';
import type { Functions } from '../../events/delivery/targets/reach.ts';
import type { Webhook } from '../../events/delivery/targets/webhook.ts';
import type { AccountOption, PolicyOption, RoleOption, UserOption } from '../../index.ts';
import { type QuotaSetting, readQuotas } from '../../rules/access/quotas.ts';
import { checkSeed, type Seed } from '../../server/steps.ts';
import type { RetentionSetting } from '../../store/retention/settings.ts';
import { readTextFile } from '../read-text-file.ts';
import { type ConfigFault, configFaults, print } from './check-config.ts';
import { type DocumentPath, parseYaml } from './parse-yaml.ts';
import type { Config } from './schema.ts';

/** The content of a `--config` file. */
export interface ConfigFile {
  /** Accounts with a name, a website, or access keys of their own. */
  accounts: AccountOption[];
  users?: UserOption[];
  roles?: RoleOption[];
  policies?: PolicyOption[];
  /** Webhooks that receive events. */
  webhooks?: Webhook[];
  /** The URLs of Lambda functions that rules name. */
  functions?: Functions;
  /** How many requests each account may send, by class of operations. */
  quotas?: QuotaSetting;
  journal?: number;
  deliveries?: number;
  otlpEndpoint?: string;
  logFormat?: 'pretty' | 'json';
  slowCall?: number;
  /** How long what is over is kept. */
  retention?: RetentionSetting;
  /** Whether browsers are shown the console. */
  console?: boolean;
  /** The initial content of an empty store. */
  seed?: Seed;
}

/**
 * Reads a `--config` file, in YAML or JSON, and the secrets that it refers to. Throws an Error that lists everything that is wrong
 * with it, and where, without a secret.
 */
export const readConfig = async (file: string): Promise<ConfigFile> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The configuration ${file} cannot be read: ${error.message}`);
  });
  try {
    const { value, lineOf } = parseYaml(text);
    // E.g. a file that is being written: it must not take all keys away on SIGHUP.
    if (value === null || value === undefined) throw new Error('it is empty. Write {} for no accounts.');
    const config = value as Config;
    const faults = configFaults(config);
    if (faults.length > 0) throw listed(faults, lineOf);
    return await contentOf(config, lineOf);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new Error(`The configuration ${file} is not valid:${says.includes('\n') ? '\n' : ' '}${says}`);
  }
};

type LineOf = (path: DocumentPath) => number;

const listed = (faults: readonly ConfigFault[], lineOf: LineOf): Error =>
  new Error(faults.map(({ path, message }) => `line ${lineOf(path)}: ${message}`).join('\n'));

const contentOf = async (config: Config, lineOf: LineOf): Promise<ConfigFile> => {
  const faults: ConfigFault[] = [];
  const secretAt = async (given: string | SecretReference, path: DocumentPath): Promise<string> => {
    if (typeof given === 'string') return given;
    return readReference(given).catch((error: Error) => {
      faults.push({ path, message: `${print(path)}: ${error.message}` });
      return '';
    });
  };
  const keysAt = (keys: Keys, path: DocumentPath) =>
    Promise.all(
      keys.map(async ({ accessKeyId, secretAccessKey }, index) => ({
        accessKeyId,
        secretAccessKey: await secretAt(secretAccessKey, [...path, index, 'secretAccessKey']),
      })),
    );
  const {
    accounts = [],
    users,
    roles,
    policies,
    webhooks,
    functions,
    quotas,
    journal,
    deliveries,
    otlpEndpoint,
    logFormat,
    slowCall,
    retention,
    console,
    seed,
  } = config;
  const content: ConfigFile = {
    accounts: await Promise.all(
      accounts.map(async ({ credentials, ...account }, index) => ({
        ...account,
        ...(credentials && { credentials: await keysAt(credentials, ['accounts', index, 'credentials']) }),
      })),
    ),
    ...(users && {
      users: await Promise.all(
        users.map(async ({ accessKeys, ...user }, index) => ({
          ...user,
          ...(accessKeys && { accessKeys: await keysAt(accessKeys, ['users', index, 'accessKeys']) }),
        })),
      ),
    }),
    ...(roles && { roles }),
    ...(policies && { policies }),
  };
  const opened = await Promise.all(
    (webhooks ?? []).map(async ({ secret, ...webhook }, index) => ({
      ...webhook,
      secret: await secretAt(secret, ['webhooks', index, 'secret']),
    })),
  );
  if (faults.length > 0) throw listed(faults, lineOf);
  return {
    ...content,
    ...(webhooks && { webhooks: await readWebhooks(opened) }),
    ...(functions && { functions: readFunctions(functions) }),
    ...(quotas !== undefined && { quotas: readQuotas(quotas) }),
    ...(journal !== undefined && { journal }),
    ...(deliveries !== undefined && { deliveries }),
    ...(otlpEndpoint !== undefined && { otlpEndpoint }),
    ...(logFormat !== undefined && { logFormat }),
    ...(slowCall !== undefined && { slowCall }),
    ...(retention !== undefined && { retention }),
    ...(console !== undefined && { console }),
    ...(seed && { seed: checkSeed(seed) }),
  };
};

type Keys = readonly { accessKeyId: string; secretAccessKey: string | SecretReference }[];
