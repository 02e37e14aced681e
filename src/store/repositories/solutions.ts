import { plusMilliseconds, type Timestamp } from '../../kit/flow/clock.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import { filtered, values } from '../filtered.ts';
import type { Solutions } from '../tables/solutions.ts';
import type { Queries } from '../tables.ts';

/**
 * Inserts or replaces solutions, which were created in this order until now: each a millisecond after the one before it, so that
 * lists have them in the same order each time.
 */
export const putSolutions = async (
  db: Queries,
  solutions: readonly Omit<Solutions, 'created_at'>[],
  now: Timestamp,
): Promise<void> => {
  for (const [index, solution] of solutions.entries())
    await putSolution(db, { ...solution, created_at: plusMilliseconds(now, index + 1 - solutions.length) });
};

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
export const querySolutions = (db: Queries, filter: SolutionFilter) =>
  filtered(
    db,
    db
      .selectFrom('solutions')
      .selectAll()
      .where('catalog', '=', filter.catalog)
      .where('account_id', '=', filter.account),
    [
      values('id', filter.ids, 'unique'),
      values('marketplace_solution_arn', filter.marketplaceArns, ['id']),
      values('status', filter.statuses, ['id']),
      values('category', filter.categories, ['id']),
    ],
  );

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
