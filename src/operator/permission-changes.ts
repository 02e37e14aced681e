import { parsePolicyArn } from '../access/iam-names.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import type { NamedKey, NamedRows, PermissionTable } from '../store/repositories/iam.ts';
import { lockNamed } from '../store/repositories/iam.ts';
import type { Queries } from '../store/tables.ts';
import type { Operator } from './action.ts';
import { refusal } from './clock-state.ts';
import {
  changeAttached,
  changeIam,
  deleteInlinePolicy,
  keyOf,
  putInlinePolicy,
  refuseConfigured,
} from './iam-changes.ts';
import { readDocument } from './policy-documents.ts';

/** The changes of permissions that users and roles have in common. Each returns the changed row. */
export const permissionChanges = <T extends PermissionTable>(table: T) => {
  const change = async (
    operator: Operator,
    given: NamedKey,
    write: (tx: Queries, key: NamedKey) => Promise<NamedRows[T]>,
  ): Promise<NamedRows[T]> => {
    const key = keyOf(given);
    await refuseConfigured(operator, table, key);
    return changeIam(operator, (tx) => write(tx, key));
  };
  return {
    /** Adds or replaces an inline policy. */
    putPolicy: (
      operator: Operator,
      { policy, document, ...key }: NamedKey & { policy: string; document: string | object },
    ) => {
      const text = readDocument('document', document, table === 'iam_users' ? 'user' : 'role');
      return change(operator, key, (tx, known) =>
        putInlinePolicy(tx, table, known, { name: policy, document: text }),
      );
    },
    deletePolicy: (operator: Operator, { policy, ...key }: NamedKey & { policy: string }) =>
      change(operator, key, (tx, known) => deleteInlinePolicy(tx, table, known, policy)),
    attachPolicy: (operator: Operator, { policyArn, ...key }: NamedKey & { policyArn: string }) =>
      change(operator, key, async (tx, known) => {
        await requirePolicy(tx, operator, known, policyArn);
        return changeAttached(tx, table, known, (arns) => [...arns, policyArn]);
      }),
    detachPolicy: (operator: Operator, { policyArn, ...key }: NamedKey & { policyArn: string }) =>
      change(operator, key, (tx, known) =>
        changeAttached(tx, table, known, (arns) => {
          if (arns.includes(policyArn)) return arns.filter((arn) => arn !== policyArn);
          throw ResourceNotFoundException(`The policy ${policyArn} is not attached to ${known.name}.`);
        }),
      ),
  };
};

/** Throws unless a managed policy may be attached to a principal: AWS's own, or one of its account that exists. */
const requirePolicy = async (
  tx: Queries,
  { iam: { configured } }: Operator,
  { account }: NamedKey,
  policyArn: string,
): Promise<void> => {
  if (policyArn.startsWith('arn:aws:iam::aws:')) return;
  const named = parsePolicyArn(policyArn);
  if (named?.account !== account) throw refusal('policyArn', `has to be of AWS or of the account ${account}`);
  const row = await lockNamed(tx, 'iam_policies', named);
  if (row?.path === named.path || (await configured.findManagedPolicy(policyArn)) !== undefined) return;
  throw ResourceNotFoundException(`There is no policy ${policyArn}.`);
};
