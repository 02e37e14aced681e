import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { account, catalog, count, engagementId, moment, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface Engagements {
  catalog: Catalog;
  id: string;
  title: string;
  description: string;
  created_at: Timestamp;
  created_by: AccountId;
  modified_at: Timestamp;
  modified_by: AccountId;
  member_count: number;
  /** EngagementContextDetails[] */
  contexts: string;
  /** The types of the contexts, each as `|type|`. */
  context_types: string;
}

declare module '../tables.ts' {
  interface Tables {
    engagements: Engagements;
  }
}

export const engagements = table('engagements', {
  key: ['catalog', 'id'],
  formats: {
    catalog,
    id: engagementId,
    title: text(10_000),
    description: text(10_000),
    created_at: moment,
    created_by: account,
    modified_at: moment,
    modified_by: account,
    member_count: count,
    context_types: text(200),
  },
  json: { contexts: 'Contexts' },
  deletedWith: { engagement: 'id' },
  retention: { kept: 'for good: the API has no operation that deletes one' },
});
