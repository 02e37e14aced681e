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
    findKey: async (accessKeyId) => current.keys.get(accessKeyId),
    findUser: async (key) => current.users.get(nameOf(key)),
    findRole: async (key) => current.roles.get(nameOf(key)),
    findManagedPolicy: async (arn) => current.policies.get(arn),
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
  findKey: async (id) => (await configured.findKey(id)) ?? stored.findKey(id),
  findUser: async (key) => (await configured.findUser(key)) ?? stored.findUser(key),
  findRole: async (key) => (await configured.findRole(key)) ?? stored.findRole(key),
  findManagedPolicy: async (arn) =>
    (await configured.findManagedPolicy(arn)) ?? stored.findManagedPolicy(arn),
});
