import { DEFAULT_ACCOUNT } from '../access/authenticator.ts';
import { normalAccount } from '../rules/accounts.ts';
import type { ClientConfig } from './client-config.ts';
import { runServer } from './cosell.ts';
import { DEMO_PARTNER, seedDemo } from './demo-data.ts';
import type { Handle } from './handle/index.ts';
import type { CosellOptions } from './options.ts';
import { readConfigurable } from './read-configurable.ts';
import { readOptions } from './read-options.ts';

/** A running cosell server. Each of the operator's actions is a method. */
export interface Cosell extends Handle {
  /** The endpoint for clients, e.g. `http://127.0.0.1:4747`. */
  readonly endpoint: string;
  /**
   * Returns the configuration with which an AWS SDK client acts as an account, by default 111122223333. Throws an Error
   * if signatures are checked and the account has no key.
   */
  clientConfig(account?: string): ClientConfig;
  /**
   * Replaces the accounts, users, roles and managed policies that the server was started with. A request sees either the old or
   * the new ones. Throws an Error that says what is wrong, and changes nothing then.
   */
  reconfigure(options: Configurable): Promise<void>;
  /** Finishes the requests and jobs in progress, then closes. Idempotent. */
  close(): Promise<void>;
  /** Opens the audit log by its name again, after it was renamed. No effect without one. */
  reopenAuditLog(): void;
  /** Reads the files of `tls` again. Never rejects: what cannot be used is logged, and the old certificates stay in use. */
  reloadCertificates(): Promise<void>;
  /** Lets the process end while the server runs, as `unref` of Node's servers does. Idempotent. */
  unref(): void;
  /** Same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The options that can be replaced while a server runs. */
export type Configurable = Pick<CosellOptions, 'accounts' | 'users' | 'roles' | 'policies'>;

/**
 * Starts a cosell server in this process. Throws an Error that says what to change if an option is not valid, the port
 * is taken, or the data folder is in use.
 */
export const startCosell = async (options: CosellOptions = {}): Promise<Cosell> => {
  const { parts, isTrusting } = await readOptions(options);
  let { credentials } = readConfigurable(options);
  const { region } = parts;
  const { init, ...server } = await runServer(parts);
  const clientConfig = (account = DEFAULT_ACCOUNT): ClientConfig => {
    const id = normalAccount(account);
    if (id === undefined) throw new Error(`The account ${account} is neither 12 digits nor aws.`);
    const key = credentials.find((known) => known.account === id);
    if (!key && !isTrusting) throw new Error(`Signatures are checked, and ${id} has no key among accounts.`);
    const { accessKeyId, secretAccessKey } =
      key && !isTrusting ? key : { accessKeyId: id, secretAccessKey: 'any' };
    return { endpoint: server.endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  };
  const orClose = async (error: Error): Promise<never> => {
    await server.close();
    throw error;
  };
  await init?.run({ ...server, clientConfig }).catch(orClose);
  if (options.demo) {
    const key = credentials.find(({ account }) => account === DEMO_PARTNER);
    await seedDemo(server, region, key).catch((error: Error) =>
      orClose(new Error(`The demo's data could not be made: ${error.message}`)),
    );
  }
  return {
    ...server,
    clientConfig,
    reconfigure: async (next) => {
      const configured = readConfigurable(next);
      await server.reconfigure(configured);
      credentials = configured.credentials;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};
