import type { AccountId, Catalog } from '../../model/contract.ts';
import type { Solutions } from '../tables/solutions.ts';
import type { Queries } from '../tables.ts';

/** Inserts or replaces a solution; an existing one keeps its creation time. */
export const putSolution = async (db: Queries, solution: Solutions): Promise<void> => {
  const { catalog, account_id, id, created_at, ...changes } = solution;
  await db
    .insertInto('solutions')
    .values(solution)
    .onConflict((conflict) => conflict.columns(['catalog', 'account_id', 'id']).doUpdateSet(changes))
    .execute();
};

export const findSolution = async (
  db: Queries,
  { catalog, account_id, id }: Pick<Solutions, 'catalog' | 'account_id' | 'id'>,
): Promise<Solutions | undefined> =>
  db
    .selectFrom('solutions')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .executeTakeFirst();

export interface SolutionFilter {
  catalog: Catalog;
  account: AccountId;
  ids?: string[] | undefined;
  statuses?: Solutions['status'][] | undefined;
  categories?: string[] | undefined;
  marketplaceArns?: string[] | undefined;
}

/** Selects an account's solutions. An empty list of values does not filter. */
export const querySolutions = (db: Queries, filter: SolutionFilter) => {
  const lists = [
    ['id', filter.ids],
    ['status', filter.statuses],
    ['category', filter.categories],
    ['marketplace_solution_arn', filter.marketplaceArns],
  ] as const;
  let query = db
    .selectFrom('solutions')
    .selectAll()
    .where('catalog', '=', filter.catalog)
    .where('account_id', '=', filter.account);
  for (const [column, values] of lists) {
    if (values && values.length > 0) query = query.where(column, 'in', values);
  }
  return query;
};

/** Returns the solutions of these accounts, in both catalogs. */
export const findSolutionsOf = async (db: Queries, accounts: AccountId[]): Promise<Solutions[]> =>
  db
    .selectFrom('solutions')
    .selectAll()
    .where('catalog', 'in', ['AWS', 'Sandbox'])
    .where('account_id', 'in', accounts)
    .orderBy('account_id')
    .orderBy('catalog')
    .orderBy('id')
    .execute();
