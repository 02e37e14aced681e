import { prepare } from '../prepare.ts';
import type { SellingSystemSettings } from '../tables/selling-system-settings.ts';
import type { Queries } from '../tables.ts';

type SettingsKey = Pick<SellingSystemSettings, 'catalog' | 'account_id'>;

/** Returns the ARN of the role that an account's snapshot jobs use; undefined if it set none. */
export const findSnapshotJobRole = async (
  db: Queries,
  { catalog, account_id }: SettingsKey,
): Promise<string | undefined> => {
  const row = await roleOf.first(db, { catalog, account_id });
  return row?.snapshot_job_role_arn || undefined;
};

const roleOf = prepare((db, { catalog, account_id }: SettingsKey) =>
  db
    .selectFrom('selling_system_settings')
    .select('snapshot_job_role_arn')
    .where('catalog', '=', catalog)
    .where('account_id', '=', account_id),
);

export const putSnapshotJobRole = async (
  db: Queries,
  { catalog, account_id }: SettingsKey,
  roleArn: string,
): Promise<void> => {
  await db
    .insertInto('selling_system_settings')
    .values({ catalog, account_id, snapshot_job_role_arn: roleArn })
    .onConflict((conflict) =>
      conflict.columns(['catalog', 'account_id']).doUpdateSet({ snapshot_job_role_arn: roleArn }),
    )
    .execute();
};
