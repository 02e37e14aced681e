import type { Catalog } from '../model/contract.ts';
import { requestValidationFailed } from '../model/errors.ts';
import { lockOpportunity } from '../store/repositories/opportunities.ts';
import type { Queries } from '../store/tables.ts';

const CATALOGS: readonly Catalog[] = ['Sandbox', 'AWS'];

type Locked = NonNullable<Awaited<ReturnType<typeof lockOpportunity>>>;

/**
 * Locks an opportunity of an account in a catalog, or, without one, in the catalog that has it. Returns undefined if there is none.
 * Throws ValidationException if both have one of that id, which only an import can make.
 */
export const lockOwnOpportunity = async (
  tx: Queries,
  { account, catalog, id }: { account: string; catalog: Catalog | undefined; id: string },
): Promise<{ catalog: Catalog; opportunity: Locked } | undefined> => {
  const found: { catalog: Catalog; opportunity: Locked }[] = [];
  for (const place of catalog === undefined ? CATALOGS : [catalog]) {
    const opportunity = await lockOpportunity(tx, { catalog: place, account_id: account, id });
    if (opportunity) found.push({ catalog: place, opportunity });
  }
  if (found.length < 2) return found[0];
  throw requestValidationFailed([
    {
      FieldName: 'catalog',
      Message: `catalog is required: both catalogs have an opportunity ${id}.`,
      Code: 'REQUIRED_FIELD_MISSING',
    },
  ]);
};
