import { chain, type MaybePromise } from '../kit/flow/maybe-promise.ts';
import type { AccessKey, PrincipalKey, Principals, Role, User } from './principals.ts';

/** The principals of a configuration. */
export interface PrincipalSet {
  keys: readonly AccessKey[];
  users: readonly User[];
  roles: readonly Role[];
  /** The documents of managed policies, by ARN. */
  policies: ReadonlyMap<string, string>;
}

export const noPrincipals: PrincipalSet = { keys: [], users: [], roles: [], policies: new Map() };

/** Principals that a configuration defines. They are held in memory and never stored. */
export interface ConfiguredPrincipals extends Principals {
  /** Whether there is a key. */
  hasKey(): boolean;
  /** Throws an Error for a set in which two keys, users or roles have the same name. */
  check(set: PrincipalSet): void;
  /** Replaces all at once: a request sees either the old or the new set. Throws as `check` does. */
  replace(set: PrincipalSet): void;
}

/** @throws Error if two keys, users or roles of the set have the same name */
export const createConfiguredPrincipals = (set: PrincipalSet): ConfiguredPrincipals => {
  let current = indexed(set);
  return {
    hasKey: () => current.keys.size > 0,
    check: (next) => void indexed(next),
    replace: (next) => {
      current = indexed(next);
    },
    findKey: (accessKeyId) => current.keys.get(accessKeyId),
    findUser: (key) => current.users.get(nameOf(key)),
    findRole: (key) => current.roles.get(nameOf(key)),
    findManagedPolicy: (arn) => current.policies.get(arn),
  };
};

const indexed = ({ keys, users, roles, policies }: PrincipalSet) => ({
  keys: indexBy(keys, ({ accessKeyId }) => accessKeyId, 'Two credentials have the same accessKeyId.'),
  users: indexBy(users, nameOf, 'Two users of an account have the same name.'),
  roles: indexBy(roles, nameOf, 'Two roles of an account have the same name.'),
  policies,
});

const indexBy = <T>(all: readonly T[], keyOf: (one: T) => string, twice: string): Map<string, T> => {
  const index = new Map(all.map((one) => [keyOf(one), one]));
  if (index.size < all.length) throw new Error(twice);
  return index;
};

const nameOf = ({ account, name }: PrincipalKey): string => `${account}/${name}`;

/** Finds principals in the configuration first, then in the database. */
export const joinPrincipals = (configured: Principals, stored: Principals): Principals => ({
  findKey: firstOf(configured.findKey, stored.findKey),
  findUser: firstOf(configured.findUser, stored.findUser),
  findRole: firstOf(configured.findRole, stored.findRole),
  findManagedPolicy: firstOf(configured.findManagedPolicy, stored.findManagedPolicy),
});

type Find<Key, Value> = (key: Key) => MaybePromise<Value | undefined>;

const firstOf =
  <Key, Value>(find: Find<Key, Value>, findElse: Find<Key, Value>): Find<Key, Value> =>
  (key) =>
    chain(find(key), (found) => found ?? findElse(key));
