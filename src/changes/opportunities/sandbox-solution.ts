import type { AccountId, Catalog } from '../../model/contract.ts';
import { findSolution, putSolution } from '../../store/repositories/solutions.ts';
import type { Services } from '../work.ts';

/** The solution that every partner has in the sandbox. AWS docs: testing-sandbox. */
const SANDBOX_SOLUTION = 'S-1234567';

/** Creates an account's sandbox solution on its first use, unless the server was started without sandbox solutions. */
export const ensureSandboxSolution = async (
  { store, clock, sandboxSolution }: Services,
  catalog: Catalog,
  account: AccountId,
): Promise<void> => {
  if (catalog !== 'Sandbox' || !sandboxSolution) return;
  if (await findSolution(store.reads, { catalog, account_id: account, id: SANDBOX_SOLUTION })) return;
  await store.transaction((tx) =>
    putSolution(tx, {
      catalog,
      account_id: account,
      id: SANDBOX_SOLUTION,
      name: 'Sandbox solution',
      status: 'Active',
      category: 'Software Product',
      created_at: clock.now(),
      marketplace_solution_arn: '',
    }),
  );
};
