import type { OpportunityDocument } from '../../src/model/documents.ts';
import { insertOpportunity } from '../../src/store/repositories/opportunities.ts';
import { dayAhead, opportunity } from './data.ts';
import { withStore } from './engine.ts';

const STAGES = ['Prospect', 'Qualified', 'Technical Validation', 'Business Validation', 'Committed'] as const;
const AT_ONCE = 1000;

/**
 * Writes opportunities of an account into a folder of which no server has the store open: `Company 00000` and so on, one a
 * minute, of every fifth each stage, all approved.
 */
export const writeOpportunities = (folder: string, account: string, count: number): Promise<void> =>
  withStore(folder, async (store) => {
    const { Catalog: _, ClientToken, Origin, ...document } = opportunity();
    for (let begin = 0; begin < count; begin += AT_ONCE) {
      await store.transaction(async (tx) => {
        for (let index = begin; index < Math.min(begin + AT_ONCE, count); index++) {
          const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
          await insertOpportunity(tx, {
            catalog: 'Sandbox',
            account_id: account,
            id: `O${1_000_000_000 + index}`,
            created_at: at,
            modified_at: at,
            document: numbered(document as OpportunityDocument, index),
            invitation_id: null,
            source_account_id: null,
            source_id: null,
          });
        }
      });
    }
  });

const numbered = (document: OpportunityDocument, index: number): OpportunityDocument => {
  const account = document.Customer?.Account;
  return {
    ...document,
    Customer: { Account: { ...account, CompanyName: `Company ${String(index).padStart(5, '0')}` } },
    LifeCycle: {
      Stage: STAGES[index % STAGES.length] ?? 'Prospect',
      ReviewStatus: 'Approved',
      TargetCloseDate: dayAhead(1 + (index % 365)),
    },
  };
};
