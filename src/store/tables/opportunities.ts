import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, date, invitationId, moment, opportunityId, orNone, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface Opportunities {
  catalog: Catalog;
  account_id: AccountId;
  id: string;
  created_at: Timestamp;
  modified_at: Timestamp;
  company_name: string;
  target_close_date: string;
  stage: string;
  review_status: string;
  /** An `OpportunityDocument`. */
  document: string;
  /** The invitation that this opportunity came from. Unique per account. */
  invitation_id: string | null;
  /** The sender's opportunity that this one was made from. This one follows its review. */
  source_account_id: AccountId | null;
  source_id: string | null;
}

declare module '../tables.ts' {
  interface Tables {
    opportunities: Opportunities;
  }
}

export const opportunities = table('opportunities', {
  key: ['catalog', 'account_id', 'id'],
  formats: {
    catalog,
    account_id: account,
    id: opportunityId,
    created_at: moment,
    modified_at: moment,
    company_name: text(1_000),
    target_close_date: orNone(date),
    stage: text(100),
    review_status: text(100),
    invitation_id: invitationId,
    source_account_id: account,
    source_id: opportunityId,
  },
  json: { document: 'Opportunity' },
  deletedWith: { account: 'account_id' },
  lockOrder: 4,
  retention: { kept: 'for good: the API has no operation that deletes one' },
});
