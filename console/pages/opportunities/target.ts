import type { Output } from '../../api/selling.ts';
import type { Progress } from '../../parts/opportunity-rules.ts';

/** A row of the list. */
export type Summary = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];
/** An opportunity with everything. */
export type Opportunity = Output<'GetOpportunity'>;

/** An opportunity that something is done with. */
export interface Target extends Progress {
  id: string;
  /** What people call it. */
  name: string;
}

/** Lists tell no titles: there, the company's name stands for the opportunity. */
export const targetOfSummary = (summary: Summary): Target => ({
  id: summary.Id ?? '',
  name: summary.Customer?.Account?.CompanyName ?? summary.Id ?? '',
  ...(summary.LifeCycle && { LifeCycle: summary.LifeCycle }),
});

export const targetOf = (opportunity: Opportunity): Target => ({
  id: opportunity.Id ?? '',
  name:
    opportunity.Project?.Title ||
    (opportunity.Customer?.Account?.CompanyName ?? '') ||
    (opportunity.Id ?? ''),
  ...(opportunity.LifeCycle && { LifeCycle: opportunity.LifeCycle }),
});
