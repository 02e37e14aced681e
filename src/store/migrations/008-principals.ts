import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex, createTable, type Target } from './helpers.ts';

/** Users, access keys, roles and managed policies of accounts, and the tokens of operators. */
export const principals = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const target = { db, schema };
    const permissions = ['policies', 'policy_arns', 'created_at'];
    await createNamed(target, 'iam_users', ['user_id', ...permissions]);
    await createNamed(target, 'iam_roles', [
      'role_id',
      'trust_policy',
      ['max_session_seconds', 'integer'],
      ...permissions,
    ]);
    await createNamed(target, 'iam_policies', ['policy_id', 'document', 'created_at', 'modified_at']);
    await createTable(
      target,
      'iam_access_keys',
      ['access_key_id', 'account_id', 'user_name', 'secret', 'status', 'created_at'],
      ['access_key_id'],
    );
    const owner = ['account_id', 'user_name', 'access_key_id'];
    await createIndex(target, 'iam_access_keys', 'by_owner', owner).execute();
    await createTable(
      target,
      'operator_tokens',
      ['name', 'hash', 'scope', 'created_at', 'expires_at'],
      ['name'],
    );
  },
});

/** Creates a table of things that accounts name, whose names differ in more than case. */
const createNamed = async (
  target: Target,
  table: string,
  columns: Parameters<typeof createTable>[2],
): Promise<void> => {
  await createTable(
    target,
    table,
    ['account_id', 'name', 'folded_name', 'path', ...columns],
    ['account_id', 'name'],
  );
  await createIndex(target, table, 'by_folded_name', ['account_id', 'folded_name']).unique().execute();
};
