import type { AccountId, Catalog } from '../../model/contract.ts';
import { account, catalog, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface SellingSystemSettings {
  catalog: Catalog;
  account_id: AccountId;
  snapshot_job_role_arn: string;
}

declare module '../tables.ts' {
  interface Tables {
    selling_system_settings: SellingSystemSettings;
  }
}

export const sellingSystemSettings = table('selling_system_settings', {
  key: ['catalog', 'account_id'],
  formats: { catalog, account_id: account, snapshot_job_role_arn: text(2_000) },
  deletedWith: { account: 'account_id' },
  retention: { kept: 'as long as the account' },
});
