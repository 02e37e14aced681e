import { findSnapshotJobRole } from '../../store/repositories/settings.ts';
import { operation } from '../operation.ts';

/** Fetches the caller's settings; if there are none, only the catalog. Costs one query. */
export const getSellingSystemSettings = operation(
  'GetSellingSystemSettings',
  'Read',
  async (input, { account, reads }) => ({
    Catalog: input.Catalog,
    ResourceSnapshotJobRoleArn: await findSnapshotJobRole(reads, {
      catalog: input.Catalog,
      account_id: account,
    }),
  }),
);
