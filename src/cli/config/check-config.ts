import { faultsOf, type InputFault } from '../../kit/action/check.ts';
import { type JsonSchema, strictSchema } from '../../kit/action/json-schema.ts';
import { PolicyError } from '../../kit/policy/faults.ts';
import { parsePolicy } from '../../kit/policy/policy.ts';
import { quotaFaults } from '../../rules/access/quotas.ts';
import { normalAccount } from '../../rules/accounts.ts';
import type { DocumentPath } from './parse-yaml.ts';
import { Config } from './schema.ts';

/** What is wrong with a member of a configuration. Never contains a value. */
export interface ConfigFault {
  path: DocumentPath;
  message: string;
}

/** Returns every fault of a configuration: those of its form, else those of its meaning. */
export const configFaults = (value: unknown): ConfigFault[] => {
  const faults = faultsOf(Config, value).flatMap((fault) =>
    fault.FieldName === 'quotas' ? faultsOfQuotas(value) : formFault(fault),
  );
  if (faults.length > 0) return faults;
  return [...doubles(value as Config), ...policyFaults(value as Config), ...faultsOfQuotas(value)];
};

/** The schema says only that they have none of its forms. */
const faultsOfQuotas = (value: unknown): ConfigFault[] => {
  const { quotas } = value as { quotas?: unknown };
  return quotas === undefined ? [] : [...quotaFaults(quotas)];
};

const formFault = ({ FieldName = '', Message, Code }: InputFault): ConfigFault => {
  const path = pathOf(FieldName);
  if (FieldName === '') return { path, message: 'The configuration has to be an object.' };
  const { description } = schemaAt(path) ?? {};
  const isVague = Code === 'INVALID_STRING_FORMAT' || Message.endsWith('none of the allowed forms.');
  if (!isVague || description === undefined) return { path, message: Message };
  return { path, message: `${FieldName} has to be ${lowerFirst(description).replace(/\.$/, '')}.` };
};

/** Parses `accounts[0].id`. */
const pathOf = (name: string): DocumentPath =>
  [...name.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  );

/** Returns the schema of a member. */
const schemaAt = (path: DocumentPath): JsonSchema | undefined => {
  let at: JsonSchema | undefined = strictSchema(Config);
  for (const part of path) at = typeof part === 'number' ? at?.items : at?.properties?.[part];
  return at;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Names that may occur once only. */
function* doubles({ accounts = [], users = [], roles = [], policies = [], webhooks = [] }: Config) {
  const account = (id: string): string => normalAccount(id) ?? id;
  // Names differ in more than case: AWS docs, API_CreateUser.
  const named = (one: { account: string; name: string }) =>
    `${account(one.account)}/${one.name.toLowerCase()}`;
  yield* twice(accounts, ['accounts'], 'id', 'account', ({ id }) => account(id));
  yield* twice(users, ['users'], 'name', 'user of that account', named);
  yield* twice(roles, ['roles'], 'name', 'role of that account', named);
  yield* twice(policies, ['policies'], 'name', 'policy of that account', named);
  yield* twice(webhooks, ['webhooks'], 'name', 'webhook', ({ name }) => name);
  const keys = [
    ...accounts.flatMap(({ credentials = [] }, index) =>
      credentials.map((key, at) => ({ ...key, path: ['accounts', index, 'credentials', at, 'accessKeyId'] })),
    ),
    ...users.flatMap(({ accessKeys = [] }, index) =>
      accessKeys.map((key, at) => ({ ...key, path: ['users', index, 'accessKeys', at, 'accessKeyId'] })),
    ),
  ];
  const seen = new Set<string>();
  for (const { accessKeyId, path } of keys) {
    if (seen.has(accessKeyId)) yield { path, message: `${print(path)} is the id of an earlier key.` };
    seen.add(accessKeyId);
  }
}

function* twice<T>(
  all: readonly T[],
  path: DocumentPath,
  member: string,
  noun: string,
  nameOf: (one: T) => string,
): Generator<ConfigFault> {
  const seen = new Set<string>();
  for (const [index, one] of all.entries()) {
    const at = [...path, index, member];
    if (seen.has(nameOf(one)))
      yield { path: at, message: `${print(at)} is the ${member} of an earlier ${noun}.` };
    seen.add(nameOf(one));
  }
}

/** Documents that are no policies, and attached policies of another account. */
function* policyFaults({ users = [], roles = [], policies = [] }: Config): Generator<ConfigFault> {
  for (const [kind, principals] of [['users', users] as const, ['roles', roles] as const]) {
    for (const [index, { account, policies: inline = [], policyArns = [] }] of principals.entries()) {
      for (const [at, { document }] of inline.entries()) {
        yield* documentFaults(document, 'identity', [kind, index, 'policies', at, 'document']);
      }
      for (const [at, arn] of policyArns.entries()) {
        const path = [kind, index, 'policyArns', at];
        if (arn.startsWith('arn:aws:iam::aws:') || arn.startsWith(`arn:aws:iam::${account}:`)) continue;
        yield { path, message: `${print(path)} has to be a policy of AWS or of the account ${account}.` };
      }
    }
  }
  for (const [index, { trustPolicy }] of roles.entries()) {
    yield* documentFaults(trustPolicy, 'trust', ['roles', index, 'trustPolicy']);
  }
  for (const [index, { document }] of policies.entries()) {
    yield* documentFaults(document, 'identity', ['policies', index, 'document']);
  }
}

function* documentFaults(
  document: string | object,
  kind: 'identity' | 'trust',
  path: DocumentPath,
): Generator<ConfigFault> {
  try {
    parsePolicy(typeof document === 'string' ? document : JSON.stringify(document), kind);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    yield { path, message: `${print(path)} is not valid: ${error.message}` };
  }
}

/** Prints a path as `accounts[0].id`. */
export const print = (path: DocumentPath): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
