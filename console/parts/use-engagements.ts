import { type Input, type Output, useSelling } from '../api/selling.ts';
import type { ListPage, PageState } from './server-table.tsx';

/** An engagement in a list. */
export type EngagementSummary = NonNullable<Output<'ListEngagements'>['EngagementSummaryList']>[number];

export const NEWEST_FIRST = { by: 'CreatedDate', isDescending: true };

/** Reads the page of the account's engagements that a table asks for, of those that match. */
export const useEngagements = (
  { sorting, token, pageSize }: PageState,
  filter: Pick<Input<'ListEngagements'>, 'ContextTypes' | 'CreatedBy' | 'EngagementIdentifier'>,
): ListPage<EngagementSummary> => {
  const query = useSelling('ListEngagements', {
    ...filter,
    Sort: { SortBy: 'CreatedDate', SortOrder: sorting?.isDescending === false ? 'ASCENDING' : 'DESCENDING' },
    MaxResults: pageSize,
    NextToken: token,
  });
  return {
    ...query,
    data: query.data && {
      items: query.data.EngagementSummaryList ?? [],
      nextToken: query.data.NextToken,
    },
  };
};
