import { createLookUp, type LookUp } from '../kit/flow/look-up.ts';
import { chain } from '../kit/flow/maybe-promise.ts';
import { performance } from '../kit/flow/real-time.ts';
import type { Store } from '../store/index.ts';
import { findActiveKeys, findNamed, type NamedRows, type NamedTable } from '../store/repositories/iam.ts';
import type { IamAccessKeys } from '../store/tables/iam-access-keys.ts';
import { iamArn, parsePolicyArn } from './iam-names.ts';
import { isKeyId } from './key-ids.ts';
import type { AccessKey, AttachedPolicies, PrincipalKey, Principals, Role, User } from './principals.ts';
import type { Secrets } from './secrets.ts';

/** The principals in the database. */
export interface StoredPrincipals extends Principals {
  /** Drops everything that is cached, because something changed. */
  forget(): void;
}

export interface StoredPrincipalsOptions {
  store: Pick<Store, 'reads'>;
  secrets: Pick<Secrets, 'read'>;
  /** Gets what is wrong with a secret that this server cannot read; its key counts as unknown. */
  onUnreadable(error: unknown, accessKeyId: string): void;
  /** A monotonic clock, in milliseconds. Default that of the process. */
  nowMs?: () => number;
}

/** How long a principal is used without a query. A change that this server is not told of takes effect this late. */
const FRESH_MS = 5_000;
const MOST_CACHED = 10_000;
const BATCH_SIZE = 50;

/**
 * Finds principals by key: one query for all that are asked for at the same time, none while they are cached. Reads nothing
 * in advance, so that the number of accounts does not matter.
 */
export const createStoredPrincipals = ({
  store,
  secrets,
  onUnreadable,
  nowMs = () => performance.now(),
}: StoredPrincipalsOptions): StoredPrincipals => {
  const { reads } = store;
  const caching = { batchSize: BATCH_SIZE, freshMs: FRESH_MS, mostCached: MOST_CACHED, nowMs };

  const openKey = async (row: IamAccessKeys): Promise<AccessKey[]> => {
    const { access_key_id: accessKeyId, account_id: account, user_name: user } = row;
    try {
      const secretAccessKey = await secrets.read(row.secret, purposeOf(row));
      return [{ accessKeyId, secretAccessKey, account, ...(user !== '' && { user }) }];
    } catch (error) {
      onUnreadable(error, accessKeyId);
      return [];
    }
  };
  const keys = createLookUp<string, AccessKey>({
    ...caching,
    nameOf: (id) => id,
    keyOf: ({ accessKeyId }) => accessKeyId,
    read: async (ids) => {
      const possible = ids.filter((id) => isKeyId('AKIA', id));
      const rows = possible.length > 0 ? await findActiveKeys(reads, possible) : [];
      return (await Promise.all(rows.map(openKey))).flat();
    },
  });
  const named = <T extends NamedTable>(table: T): LookUp<PrincipalKey, NamedRows[T]> =>
    createLookUp<PrincipalKey, NamedRows[T]>({
      ...caching,
      nameOf: ({ account, name }) => `${account}/${name}`,
      keyOf: ({ account_id, name }) => ({ account: account_id, name }),
      read: (wanted) => findNamed(reads, table, wanted),
    });
  const users = named('iam_users');
  const roles = named('iam_roles');
  const policies = named('iam_policies');
  const shownUsers = memo(userOf);
  const shownRoles = memo(roleOf);

  return {
    findKey: (id) => keys.find(id),
    findUser: (key) => chain(users.find(key), shownUsers),
    findRole: (key) => chain(roles.find(key), shownRoles),
    findManagedPolicy: (arn) => {
      const parsed = parsePolicyArn(arn);
      if (!parsed) return undefined;
      return chain(policies.find(parsed), (row) => (row?.path === parsed.path ? row?.document : undefined));
    },
    forget: () => {
      for (const lookUp of [keys, users, roles, policies]) lookUp.forget();
    },
  };
};

/** What a key's secret is sealed for: it cannot be used for another key, nor for another user. */
export const purposeOf = ({
  access_key_id,
  account_id,
  user_name,
}: Pick<IamAccessKeys, 'access_key_id' | 'account_id' | 'user_name'>): string =>
  `access key ${access_key_id} of ${account_id}/${user_name}`;

/** Converts each row once, so that a cached row always gives the same object. */
const memo = <Row extends object, Value>(convert: (row: Row) => Value) => {
  const converted = new WeakMap<Row, Value>();
  return (row: Row | undefined): Value | undefined => {
    if (!row) return undefined;
    const known = converted.get(row) ?? convert(row);
    converted.set(row, known);
    return known;
  };
};

/** Converts a row to a user. */
export const userOf = (row: NamedRows['iam_users']): User => {
  const named = { account: row.account_id, name: row.name, path: row.path };
  return { ...named, userId: row.user_id, arn: iamArn('user', named), ...permissionsOf(row) };
};

/** Converts a row to a role. */
export const roleOf = (row: NamedRows['iam_roles']): Role => {
  const named = { account: row.account_id, name: row.name, path: row.path };
  return {
    ...named,
    roleId: row.role_id,
    arn: iamArn('role', named),
    trustPolicy: row.trust_policy,
    maxSessionSeconds: row.max_session_seconds,
    ...permissionsOf(row),
  };
};

/** Parses the policies of a user or role. */
export const permissionsOf = (row: { policies: string; policy_arns: string }): AttachedPolicies => ({
  policies: JSON.parse(row.policies),
  policyArns: JSON.parse(row.policy_arns),
});
