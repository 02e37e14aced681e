import type { PrincipalSet } from '../access/configured-principals.ts';
import { derivedId, iamArn } from '../access/iam-names.ts';
import type { AccessKey } from '../access/principals.ts';
import { normalAccount } from '../rules/accounts.ts';
import type { AccountOption } from './account-options.ts';

/** A policy document: JSON text, or the same as an object. */
export type DocumentOption = string | object;

/** The permissions of a user or role. */
interface PermissionOptions {
  /** Inline policies. */
  policies?: readonly { name: string; document: DocumentOption }[];
  /** The ARNs of managed policies. */
  policyArns?: readonly string[];
}

export interface UserOption extends PermissionOptions {
  /** 12 digits, or `aws` in any case. */
  account: string;
  name: string;
  /** Default `/`. */
  path?: string;
  accessKeys?: readonly { accessKeyId: string; secretAccessKey: string }[];
}

export interface RoleOption extends PermissionOptions {
  /** 12 digits, or `aws` in any case. */
  account: string;
  name: string;
  /** Default `/`. */
  path?: string;
  /** Who may assume it. */
  trustPolicy: DocumentOption;
  /** The longest session, in seconds. Default 3,600. */
  maxSessionSeconds?: number;
}

/** A customer managed policy. */
export interface PolicyOption {
  /** 12 digits, or `aws` in any case. */
  account: string;
  name: string;
  /** Default `/`. */
  path?: string;
  document: DocumentOption;
}

/** The principals of a configuration, for `auth: 'strict'`. */
export interface PrincipalOptions {
  users?: readonly UserOption[] | undefined;
  roles?: readonly RoleOption[] | undefined;
  /** Customer managed policies. */
  policies?: readonly PolicyOption[] | undefined;
}

/** AWS docs: API_CreateRole, MaxSessionDuration. */
const DEFAULT_SESSION_SECONDS = 3600;

/** Completes the principals of a configuration. Throws an Error if an account id is invalid. */
export const readPrincipals = (
  accounts: readonly AccountOption[],
  { users = [], roles = [], policies = [] }: PrincipalOptions,
): PrincipalSet => {
  const rootKeys = accounts.flatMap(({ id, credentials = [] }) =>
    credentials.map((key): AccessKey => ({ ...key, account: id })),
  );
  const userKeys = users.flatMap(({ account, name, accessKeys = [] }) =>
    accessKeys.map((key): AccessKey => ({ ...key, account: accountOf(account), user: name })),
  );
  return {
    keys: [...rootKeys, ...userKeys],
    users: users.map((user) => {
      const named = nameOf(user);
      return {
        ...named,
        userId: derivedId('user', named),
        arn: iamArn('user', named),
        ...permissionsOf(user),
      };
    }),
    roles: roles.map((role) => {
      const named = nameOf(role);
      return {
        ...named,
        roleId: derivedId('role', named),
        arn: iamArn('role', named),
        trustPolicy: textOf(role.trustPolicy),
        maxSessionSeconds: role.maxSessionSeconds ?? DEFAULT_SESSION_SECONDS,
        ...permissionsOf(role),
      };
    }),
    policies: new Map(
      policies.map((policy) => [iamArn('policy', nameOf(policy)), textOf(policy.document)] as const),
    ),
  };
};

const nameOf = ({ account, name, path = '/' }: { account: string; name: string; path?: string }) => ({
  account: accountOf(account),
  name,
  path,
});

const accountOf = (given: string): string => {
  const account = normalAccount(given);
  if (account === undefined) throw new Error(`The account ${given} is neither 12 digits nor aws.`);
  return account;
};

const permissionsOf = ({ policies = [], policyArns = [] }: PermissionOptions) => ({
  policies: policies.map(({ name, document }) => ({ name, document: textOf(document) })),
  policyArns,
});

const textOf = (document: DocumentOption): string =>
  typeof document === 'string' ? document : JSON.stringify(document);
