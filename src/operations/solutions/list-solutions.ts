import { ensureSandboxSolution } from '../../changes/opportunities/sandbox-solution.ts';
import { querySolutions } from '../../store/repositories/solutions.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

const sortColumns = {
  Identifier: 'id',
  Name: 'name',
  Status: 'status',
  Category: 'category',
  CreatedDate: 'created_at',
} as const;

/** Lists the caller's solutions. Costs two queries; in the sandbox, an account's first time one transaction. */
export const listSolutions = operation('ListSolutions', 'List', async (input, call) => {
  const { account, reads, services } = call;
  await ensureSandboxSolution(services, input.Catalog, account);
  const sortBy = sortColumns[input.Sort?.SortBy ?? 'CreatedDate'];
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: 'ListSolutions',
      input,
      keys: [sortBy, 'id'],
      order: input.Sort?.SortOrder ?? 'DESCENDING',
      positionOf: (row) => [row[sortBy], row.id],
    },
    querySolutions(reads, input.Catalog, {
      account,
      ids: input.Identifier,
      statuses: input.Status,
      categories: input.Category,
      marketplaceArns: input.AwsMarketplaceSolutionArn,
    }),
  );
  const summaries = rows.map((row) => ({
    Catalog: row.catalog,
    Id: row.id,
    Arn: services.arns.owned('solution', account, row.catalog, row.id),
    Name: row.name,
    Status: row.status,
    Category: row.category,
    CreatedDate: row.created_at,
    AwsMarketplaceSolutionArn: row.marketplace_solution_arn || undefined,
  }));
  return { SolutionSummaries: summaries, NextToken };
});
