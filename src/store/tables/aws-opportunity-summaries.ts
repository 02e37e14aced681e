import type { Catalog } from '../../model/contract.ts';
import { catalog, opportunityId } from '../formats.ts';
import { table } from '../tables.ts';

/** AWS's side of a partner's opportunity. */
export interface AwsOpportunitySummaries {
  catalog: Catalog;
  opportunity_id: string;
  /** An `AwsSummaryDocument`. */
  document: string;
}

declare module '../tables.ts' {
  interface Tables {
    aws_opportunity_summaries: AwsOpportunitySummaries;
  }
}

export const awsOpportunitySummaries = table('aws_opportunity_summaries', {
  key: ['catalog', 'opportunity_id'],
  formats: { catalog, opportunity_id: opportunityId },
  json: { document: 'AwsSummary' },
  deletedWith: { opportunity: 'opportunity_id' },
  retention: { kept: 'as long as the opportunity' },
});
