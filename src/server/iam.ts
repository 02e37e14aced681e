import type { Logger } from 'pino';
import {
  type ConfiguredPrincipals,
  createConfiguredPrincipals,
  joinPrincipals,
  noPrincipals,
} from '../access/configured-principals.ts';
import { createStoredTokens, type StoredTokens } from '../access/operator-tokens.ts';
import { createSecrets } from '../access/secrets.ts';
import { secretsKeysOf } from '../access/secrets-key-file.ts';
import { createStoredPrincipals } from '../access/stored-principals.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Iam } from '../operator/action.ts';
import type { Store, StoreLocation } from '../store/index.ts';
import { hasKeys } from '../store/repositories/iam.ts';
import { hasTokens } from '../store/repositories/operator-tokens.ts';
import type { Queries } from '../store/tables.ts';
import type { OperatorAccess } from './operator-access.ts';

/** What the principals of a server are made of. */
export interface IamParts {
  location: StoreLocation;
  log: Logger;
  /** The keys, users, roles and policies of the configuration. Default none. */
  principals?: ConfiguredPrincipals;
  /** The keys that encrypt secrets, the current one first: see access/secrets.ts. Default none but the data folder's. */
  secretsKeys?: readonly string[];
}

/** The principals of a server. */
export interface OpenIam extends Iam {
  tokens: StoredTokens;
  /** Drops everything that is cached of the database, because something changed. */
  forget(): void;
}

/** Opens the principals of a store. Costs one query. Throws an Error if a secrets key that is in use was not given. */
export const openIam = async (
  store: Store,
  {
    location,
    log,
    principals: configured = createConfiguredPrincipals(noPrincipals),
    secretsKeys = [],
    now,
  }: IamParts & { now(): Timestamp },
): Promise<OpenIam> => {
  const secrets = createSecrets(await secretsKeysOf(location, secretsKeys));
  await secrets.check(store.reads);
  if (!secrets.protects) {
    log.info(
      'No secrets key was given, so the database holds the keys of sessions and the secrets of connections as they are: ' +
        'see --secrets-key-file.',
    );
  }
  const stored = createStoredPrincipals({
    store,
    secrets,
    onUnreadable: (error, accessKeyId) =>
      log.error({ err: error, accessKeyId }, 'the secret of an access key cannot be read'),
  });
  const tokens = createStoredTokens(store, now);
  return {
    configured,
    secrets,
    principals: joinPrincipals(configured, stored),
    tokens,
    forget: () => {
      stored.forget();
      tokens.forget();
    },
  };
};

/** Throws an Error that says what to do if nobody can call. Costs at most two queries, and none if the configuration has a key. */
export const requireWayIn = async (
  why: string,
  { token }: OperatorAccess,
  { configured }: OpenIam,
  { reads }: Store,
): Promise<void> => {
  if (configured.hasKey() || token !== undefined || (await hasWayIn(reads))) return;
  throw new Error(`${why}, and ${NO_WAY_IN} ${MAKE_A_WAY_IN}`);
};

/** Whether the database has a key to check signatures with, or a token with which an operator can create one. */
export const hasWayIn = async (reads: Queries): Promise<boolean> =>
  (await hasKeys(reads)) || (await hasTokens(reads));

/** What is so if signatures are checked and there is neither, and what to do. */
export const NO_WAY_IN = 'no account has credentials to check signatures with.';
export const MAKE_A_WAY_IN =
  'Give accounts[].credentials or users (a --config file), ' +
  'or start with --operator-token-file and make a key with `cosell keys create`, ' +
  "or choose auth 'off' to trust every caller.";
