import { fromRow, type Opportunity, queryOpportunities } from '../../store/repositories/opportunities.ts';
import { type Call, list } from '../operation.ts';

type SortColumn = 'modified_at' | 'id' | 'company_name' | 'created_at' | 'target_close_date';

const sortColumns: Record<string, SortColumn> = {
  LastModifiedDate: 'modified_at',
  Identifier: 'id',
  CustomerCompanyName: 'company_name',
  CreatedDate: 'created_at',
  TargetCloseDate: 'target_close_date',
};

/**
 * Lists the caller's opportunities, by default the last modified first. Costs one query: a scan of the sort column's
 * index, which applies the filters.
 */
export const listOpportunities = list('ListOpportunities', {
  items: 'OpportunitySummaries',
  query: (input, { reads, account }) =>
    queryOpportunities(reads, {
      catalog: input.Catalog,
      account,
      ids: input.Identifier,
      stages: input.LifeCycleStage,
      reviewStatuses: input.LifeCycleReviewStatus,
      companyNames: input.CustomerCompanyName,
      ranges: [
        // Inclusive, so that a client that polls from the last date it has seen misses nothing.
        ['modified_at', '>=', input.LastModifiedDate?.AfterLastModifiedDate],
        ['modified_at', '<', input.LastModifiedDate?.BeforeLastModifiedDate],
        ['created_at', '>', input.CreatedDate?.AfterCreatedDate],
        ['created_at', '<', input.CreatedDate?.BeforeCreatedDate],
        ['target_close_date', '>', input.TargetCloseDate?.AfterTargetCloseDate],
        ['target_close_date', '<', input.TargetCloseDate?.BeforeTargetCloseDate],
      ],
    }),
  keys: ({ Sort }) => [sortColumns[Sort?.SortBy ?? 'LastModifiedDate'] ?? 'modified_at', 'id'],
  show: (row, call) => summaryOf(fromRow(row), call),
});

const summaryOf = (opportunity: Opportunity, { services }: Call) => {
  const { catalog, account_id, id, document } = opportunity;
  return {
    Catalog: catalog,
    Id: id,
    Arn: services.arns.owned('opportunity', account_id, catalog, id),
    PartnerOpportunityIdentifier: document.PartnerOpportunityIdentifier,
    OpportunityType: document.OpportunityType,
    LastModifiedDate: opportunity.modified_at,
    CreatedDate: opportunity.created_at,
    LifeCycle: document.LifeCycle,
    Customer: document.Customer,
    Project: document.Project,
  };
};
