import { readFunctions } from '../events/delivery/read-functions.ts';
import { readWebhooks } from '../events/delivery/read-webhooks.ts';
import type { Functions } from '../events/delivery/targets/reach.ts';
import type { Webhook } from '../events/delivery/targets/webhook.ts';
import type { AccountOption, SolutionOption } from '../index.ts';
import { type QuotaSetting, readQuotas } from '../rules/access/quotas.ts';
import { normalAccount } from '../rules/accounts.ts';
import type { Person } from '../rules/opportunities/team.ts';
import type { Seed } from '../server/seed.ts';
import { readTextFile } from './read-text-file.ts';

/** The content of a `--config` file. */
export interface ConfigFile {
  /** Accounts with a name, a website, or access keys of their own. */
  accounts: AccountOption[];
  /** Webhooks that receive events. */
  webhooks?: Webhook[];
  /** The URLs of Lambda functions that rules name. */
  functions?: Functions;
  /** How many requests each account may send, by class of operations. */
  quotas?: QuotaSetting;
  /** The initial content of an empty store. */
  seed?: Seed;
}

/** Reads a `--seed` file. Throws an Error that says what is wrong with it. */
export const readSeed = async (file: string): Promise<Seed> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The seed ${file} cannot be read: ${error.message}`);
  });
  try {
    return checkSeed(parse(text));
  } catch (error) {
    throw new Error(`The seed ${file} is not valid: ${error instanceof Error ? error.message : error}`);
  }
};

/** Checks only the outer form: the server checks the actions or the state. */
const checkSeed = (seed: unknown): Seed => {
  if (isRecord(seed) && isRecord(seed.tables)) return seed as unknown as Seed;
  if (!Array.isArray(seed)) throw new Error('a seed has to be an exported state, or a list of actions.');
  for (const [index, step] of seed.entries()) {
    const isStep = isRecord(step) && typeof step.action === 'string';
    if (isStep && (step.with === undefined || isRecord(step.with))) continue;
    throw new Error(`[${index}] of the seed has to be like {"action": "accounts.put", "with": {…}}.`);
  }
  return seed as Seed;
};

/** Reads a `--config` file. Throws an Error that says what is wrong with it, and where. */
export const readConfig = async (file: string): Promise<ConfigFile> => {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new Error(`The configuration ${file} cannot be read: ${error.message}`);
  });
  try {
    return await checkConfig(parse(text));
  } catch (error) {
    throw new Error(
      `The configuration ${file} is not valid: ${error instanceof Error ? error.message : error}`,
    );
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may contain a secret key.
    throw new Error('it has to be JSON.');
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkConfig = async (config: unknown): Promise<ConfigFile> => {
  if (!isRecord(config)) throw new Error('it has to be a JSON object.');
  const { accounts = [], webhooks, functions, quotas, seed, ...others } = config;
  const [unknown] = Object.keys(others);
  if (unknown) throw new Error(`it has a member ${unknown} that cosell does not know.`);
  if (!Array.isArray(accounts)) throw new Error('accounts has to be a list.');
  return {
    accounts: accounts.map(checkAccount),
    ...(webhooks !== undefined && { webhooks: await readWebhooks(webhooks) }),
    ...(functions !== undefined && { functions: readFunctions(functions) }),
    ...(quotas !== undefined && { quotas: readQuotas(quotas) }),
    ...(seed !== undefined && { seed: checkSeed(seed) }),
  };
};

const checkAccount = (account: unknown, index: number): AccountOption => {
  const at = `accounts[${index}]`;
  if (!isRecord(account)) throw new Error(`${at} has to be an object.`);
  const {
    id,
    companyName,
    websiteUrl,
    opportunityOwner,
    credentials = [],
    solutions = [],
    ...others
  } = account;
  const [unknown] = Object.keys(others);
  if (unknown) throw new Error(`${at} has a member ${unknown} that cosell does not know.`);
  if (typeof id !== 'string' || !normalAccount(id)) throw new Error(`${at}.id has to be 12 digits, or aws.`);
  if (typeof companyName !== 'string' || companyName === '')
    throw new Error(`${at}.companyName has to be a text.`);
  if (websiteUrl !== undefined && typeof websiteUrl !== 'string') {
    throw new Error(`${at}.websiteUrl has to be a text.`);
  }
  if (!Array.isArray(credentials)) throw new Error(`${at}.credentials has to be a list.`);
  if (!Array.isArray(solutions)) throw new Error(`${at}.solutions has to be a list.`);
  return {
    id,
    companyName,
    ...(websiteUrl && { websiteUrl }),
    ...(opportunityOwner !== undefined && { opportunityOwner: checkOwner(at, opportunityOwner) }),
    credentials: credentials.map(checkKey(at)),
    ...(solutions.length > 0 && { solutions: solutions.map(checkSolution(at)) }),
  };
};

const checkOwner = (at: string, owner: unknown): Person => {
  const { email, firstName, lastName, ...others } = isRecord(owner) ? owner : {};
  const isPerson = [email, firstName, lastName].every((part) => typeof part === 'string' && part !== '');
  if (isPerson && Object.keys(others).length === 0) return { email, firstName, lastName } as Person;
  throw new Error(`${at}.opportunityOwner has to have an email, a firstName and a lastName, all strings.`);
};

const checkSolution =
  (at: string) =>
  (solution: unknown, index: number): SolutionOption => {
    const { id, name, category = 'Software Product', catalog = 'AWS' } = isRecord(solution) ? solution : {};
    const isText = typeof id === 'string' && typeof name === 'string' && typeof category === 'string';
    if (isText && (catalog === 'AWS' || catalog === 'Sandbox')) return { id, name, category, catalog };
    throw new Error(
      `${at}.solutions[${index}] has to have an id and a name, both strings; category is a string, catalog is AWS or Sandbox.`,
    );
  };

const checkKey =
  (at: string) =>
  (key: unknown, index: number): { accessKeyId: string; secretAccessKey: string } => {
    const { accessKeyId, secretAccessKey } = isRecord(key) ? key : {};
    if (
      typeof accessKeyId === 'string' &&
      accessKeyId &&
      typeof secretAccessKey === 'string' &&
      secretAccessKey
    ) {
      return { accessKeyId, secretAccessKey };
    }
    throw new Error(
      `${at}.credentials[${index}] has to have an accessKeyId and a secretAccessKey, both strings.`,
    );
  };
