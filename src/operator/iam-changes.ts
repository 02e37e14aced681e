import {
  ConflictException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from '../model/errors.ts';
import { normalAccount } from '../rules/accounts.ts';
import {
  lockNamed,
  type NamedKey,
  type NamedRows,
  type NamedTable,
  type PermissionTable,
  updateNamed,
} from '../store/repositories/iam.ts';
import type { Queries } from '../store/tables.ts';
import type { Operator } from './action.ts';
import { checkSize } from './policy-documents.ts';

/** Changes principals in a transaction. Once it resolves, no server uses what it had cached before. */
export const changeIam = <T>(
  { services: { controls } }: Operator,
  write: (tx: Queries) => Promise<T>,
): Promise<T> => controls.change((tx) => write(tx));

/** Returns the key of a principal, with the account in its normal form. */
export const keyOf = ({ account, name }: NamedKey): NamedKey => ({
  account: normalAccount(account) ?? account,
  name,
});

const nouns = { iam_users: 'user', iam_roles: 'role', iam_policies: 'policy' } as const;

/** Throws ConflictException if a principal is defined by the configuration, which only its file changes. */
export const refuseConfigured = async (
  { iam: { configured } }: Operator,
  table: PermissionTable,
  key: NamedKey,
): Promise<void> => {
  const known = await (table === 'iam_users' ? configured.findUser(key) : configured.findRole(key));
  if (known) {
    throw ConflictException(
      `The ${nouns[table]} ${key.name} of ${key.account} is defined by the configuration file of the server. Change it there, ` +
        'and send the server SIGHUP.',
    );
  }
};

/** Returns a row and locks it. Throws ResourceNotFoundException if there is none. */
export const requireNamed = async <T extends NamedTable>(
  tx: Queries,
  table: T,
  key: NamedKey,
): Promise<NamedRows[T]> => (await lockNamed(tx, table, key)) ?? notThere(table, key);

/** Throws ResourceNotFoundException. */
export const notThere = (table: NamedTable, { account, name }: NamedKey): never => {
  throw ResourceNotFoundException(`The account ${account} has no ${nouns[table]} ${name}.`);
};

/** Throws ConflictException for a name that is taken. AWS docs: API_CreateUser, names differ in more than case. */
export const taken = (table: NamedTable, { account, name }: NamedKey): never => {
  throw ConflictException(
    `The account ${account} has a ${nouns[table]} ${name} already. Names that differ only in case count as the same.`,
  );
};

/** Managed policies of a user or role. AWS docs: "IAM and AWS STS quotas". */
const MOST_ATTACHED = 10;

/** Adds or replaces an inline policy. */
export const putInlinePolicy = async <T extends PermissionTable>(
  tx: Queries,
  table: T,
  key: NamedKey,
  policy: { name: string; document: string },
): Promise<NamedRows[T]> =>
  changePolicies(tx, table, key, (policies) => {
    const all = [...policies.filter(({ name }) => name !== policy.name), policy];
    const documents = all.map(({ document }) => document);
    checkSize('document', documents, table === 'iam_users' ? 'user' : 'role');
    return all;
  });

/** Removes an inline policy. Throws ResourceNotFoundException if there is none of that name. */
export const deleteInlinePolicy = async <T extends PermissionTable>(
  tx: Queries,
  table: T,
  key: NamedKey,
  policy: string,
): Promise<NamedRows[T]> =>
  changePolicies(tx, table, key, (policies) => {
    const others = policies.filter(({ name }) => name !== policy);
    if (others.length < policies.length) return others;
    throw ResourceNotFoundException(`The ${nouns[table]} ${key.name} has no inline policy ${policy}.`);
  });

interface InlinePolicy {
  name: string;
  document: string;
}

const changePolicies = async <T extends PermissionTable>(
  tx: Queries,
  table: T,
  key: NamedKey,
  change: (policies: InlinePolicy[]) => InlinePolicy[],
): Promise<NamedRows[T]> => {
  const row = await requireNamed(tx, table, key);
  const policies = JSON.stringify(change(JSON.parse(row.policies)));
  await updateNamed(tx, table, key, { policies } as Partial<NamedRows[T]>);
  return { ...row, policies };
};

/** Changes the managed policies that are attached to a user or role. Throws ServiceQuotaExceededException. */
export const changeAttached = async <T extends PermissionTable>(
  tx: Queries,
  table: T,
  key: NamedKey,
  change: (arns: string[]) => string[],
): Promise<NamedRows[T]> => {
  const row = await requireNamed(tx, table, key);
  const arns = [...new Set(change(JSON.parse(row.policy_arns)))];
  if (arns.length > MOST_ATTACHED) {
    throw ServiceQuotaExceededException(
      `The ${nouns[table]} ${key.name} can have ${MOST_ATTACHED} attached policies. Detach one first.`,
    );
  }
  const policy_arns = JSON.stringify(arns);
  await updateNamed(tx, table, key, { policy_arns } as Partial<NamedRows[T]>);
  return { ...row, policy_arns };
};
