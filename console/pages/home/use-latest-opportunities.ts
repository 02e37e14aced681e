import { useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { callSelling, type Output, sellingKey } from '../../api/selling.ts';

type Summary = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];

/** The latest opportunities, and whether there are more. */
export interface LatestOpportunities {
  OpportunitySummaries: readonly Summary[];
  hasMore: boolean;
}

const PAGE_SIZE = 100;
const MOST_PAGES = 10;
/** Ten pages are not read again for each change of a burst. */
const FRESH_MS = 5_000;

/** Reads the 1,000 opportunities that were changed last: up to ten calls. */
export const useLatestOpportunities = () => {
  const place = usePlace();
  return useQuery<LatestOpportunities, Fault>({
    queryKey: sellingKey(place, 'ListOpportunities', 'latest'),
    staleTime: FRESH_MS,
    queryFn: async ({ signal }) => {
      const found: Summary[] = [];
      let NextToken: string | null | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const input = {
          MaxResults: PAGE_SIZE,
          Sort: { SortBy: 'LastModifiedDate', SortOrder: 'DESCENDING' } as const,
          ...(NextToken && { NextToken }),
        };
        const answer = await callSelling(place, 'ListOpportunities', input, signal);
        found.push(...(answer.OpportunitySummaries ?? []));
        NextToken = answer.NextToken;
        if (!NextToken) break;
      }
      return { OpportunitySummaries: found, hasMore: Boolean(NextToken) };
    },
  });
};
