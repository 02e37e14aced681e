import type { CosellOptions } from '../../src/index.ts';
import type { UserOption } from '../../src/server/principal-options.ts';
import { ALPHA, AWS, BETA, startServer } from './server.ts';

/** The secret of `clientOf`. */
const SECRET = 'secret';

const keyOf = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: SECRET });

/** A statement of a policy. Default: on every resource. */
export interface Statement {
  Effect?: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** Returns a policy document. */
export const policy = (...statements: Statement[]): object => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })),
});

/** A user with one inline policy of these statements, or with none. Its access key id is its name. */
export const userWith = (account: string, name: string, ...statements: Statement[]): UserOption => ({
  account,
  name,
  accessKeys: [keyOf(name)],
  policies: statements.length > 0 ? [{ name: 'inline', document: policy(...statements) }] : [],
});

/** Starts a server that checks signatures and policies. The access key id of an account's root is the account. */
export const startStrictServer = (options: CosellOptions = {}) =>
  startServer({
    auth: 'strict',
    accounts: [ALPHA, BETA, AWS].map((id) => ({ id, companyName: id, credentials: [keyOf(id)] })),
    ...options,
  });
