import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
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
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
});
