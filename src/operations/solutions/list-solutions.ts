import { ensureSandboxSolution } from '../../changes/opportunities/sandbox-solution.ts';
import { querySolutions } from '../../store/repositories/solutions.ts';
import { list } from '../operation.ts';

const sortColumns = {
  Identifier: 'id',
  Name: 'name',
  Status: 'status',
  Category: 'category',
  CreatedDate: 'created_at',
} as const;

/** Lists the caller's solutions. Costs two queries; an account's first call in the sandbox costs one transaction. */
export const listSolutions = list('ListSolutions', {
  items: 'SolutionSummaries',
  first: (input, { services, account }) => ensureSandboxSolution(services, input.Catalog, account),
  query: (input, { reads, account }) =>
    querySolutions(reads, {
      catalog: input.Catalog,
      account,
      ids: input.Identifier,
      statuses: input.Status,
      categories: input.Category,
      marketplaceArns: input.AwsMarketplaceSolutionArn,
    }),
  keys: ({ Sort }) => [sortColumns[Sort?.SortBy ?? 'CreatedDate'], 'id'],
  show: (row, { services }) => ({
    Catalog: row.catalog,
    Id: row.id,
    Arn: services.arns.owned('solution', row.account_id, row.catalog, row.id),
    Name: row.name,
    Status: row.status,
    Category: row.category,
    CreatedDate: row.created_at,
    AwsMarketplaceSolutionArn: row.marketplace_solution_arn || undefined,
  }),
});
