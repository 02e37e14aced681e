import { normalAccount } from '../../rules/accounts.ts';
import type { Webhook } from './targets/webhook.ts';

const MEMBERS = ['name', 'url', 'secret', 'accounts', 'pattern'];

/** Reads `webhooks` of a configuration. Throws an Error that says which entry is wrong and why, without its secret. */
export const readWebhooks = async (given: unknown): Promise<Webhook[]> => {
  if (!Array.isArray(given)) throw new Error('webhooks has to be a list.');
  const webhooks = await Promise.all(given.map((one, index) => readWebhook(one, `webhooks[${index}]`)));
  const twice = webhooks.find(({ name }, index) => webhooks.findIndex((one) => one.name === name) !== index);
  if (twice) throw new Error(`The webhook ${twice.name} is given twice.`);
  return webhooks;
};

const readWebhook = async (given: unknown, at: string): Promise<Webhook> => {
  if (!isRecord(given)) throw new Error(`${at} has to be an object.`);
  const unknown = Object.keys(given).find((member) => !MEMBERS.includes(member));
  if (unknown) throw new Error(`${at} has a member ${unknown} that cosell does not know.`);
  const { name, url, secret, accounts, pattern } = given;
  if (typeof name !== 'string' || !/^[A-Za-z0-9._-]{1,64}$/.test(name)) {
    throw new Error(`${at}.name has to be 1 to 64 letters, digits, dots, underscores and hyphens.`);
  }
  if (typeof url !== 'string' || !isHttpUrl(url))
    throw new Error(`${at}.url has to be an http or https URL.`);
  if (typeof secret !== 'string' || !isSecret(secret)) {
    throw new Error(`${at}.secret has to be whsec_ and 24 to 64 bytes as base64.`);
  }
  return {
    name,
    url,
    secret,
    ...(accounts !== undefined && { accounts: readAccounts(accounts, at) }),
    ...(pattern !== undefined && { pattern: await readPattern(pattern, at) }),
  };
};

const readAccounts = (given: unknown, at: string): string[] => {
  if (!Array.isArray(given)) throw new Error(`${at}.accounts has to be a list.`);
  return given.map((account, index) => {
    const id = typeof account === 'string' ? normalAccount(account) : undefined;
    if (id === undefined) throw new Error(`${at}.accounts[${index}] has to be 12 digits, or aws.`);
    return id;
  });
};

const readPattern = async (given: unknown, at: string): Promise<Record<string, unknown>> => {
  if (!isRecord(given)) throw new Error(`${at}.pattern has to be an object.`);
  const { readEventPattern } = await import('../../kit/pattern/event-pattern.ts');
  try {
    readEventPattern(JSON.stringify(given));
  } catch (error) {
    throw new Error(
      `${at}.pattern is not a valid event pattern: ${error instanceof Error ? error.message : error}`,
    );
  }
  return given;
};

const isHttpUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const isSecret = (secret: string): boolean => {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
