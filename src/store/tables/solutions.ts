import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, moment, oneOf, solutionId, text } from '../formats.ts';
import { table } from '../tables.ts';

/** An offering of a partner, to associate with its opportunities. */
export interface Solutions {
  catalog: Catalog;
  account_id: AccountId;
  id: string;
  name: string;
  status: 'Active' | 'Inactive' | 'Draft';
  category: string;
  created_at: Timestamp;
  marketplace_solution_arn: string;
}

declare module '../tables.ts' {
  interface Tables {
    solutions: Solutions;
  }
}

export const solutions = table('solutions', {
  key: ['catalog', 'account_id', 'id'],
  formats: {
    catalog,
    account_id: account,
    id: solutionId,
    name: text(1_000),
    status: oneOf('Active', 'Inactive', 'Draft'),
    category: text(1_000),
    created_at: moment,
    marketplace_solution_arn: text(2_000),
  },
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
  retention: { kept: 'as long as the account' },
});
