import type { AccountId, Catalog } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Queries } from '../tables.ts';

/** The ARN of the role that an account's snapshot jobs use; undefined where it named none. */
export const findSnapshotJobRole = async (
  db: Queries,
  catalog: Catalog,
  account: AccountId,
): Promise<string | undefined> => {
  const row = await roleOf.first(db, { catalog, account });
  return row?.snapshot_job_role_arn || undefined;
};

const roleOf = prepare((db, { catalog, account }: { catalog: Catalog; account: AccountId }) =>
  db
    .selectFrom('selling_system_settings')
    .select('snapshot_job_role_arn')
    .where('catalog', '=', catalog)
    .where('account_id', '=', account),
);

export const putSnapshotJobRole = async (
  db: Queries,
  catalog: Catalog,
  account: AccountId,
  roleArn: string,
): Promise<void> => {
  await db
    .insertInto('selling_system_settings')
    .values({ catalog, account_id: account, snapshot_job_role_arn: roleArn })
    .onConflict((conflict) =>
      conflict.columns(['catalog', 'account_id']).doUpdateSet({ snapshot_job_role_arn: roleArn }),
    )
    .execute();
};
