import { useQuery } from '@tanstack/react-query';
import { type Fault, isFault } from '../../api/fault.ts';
import { operator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { callSelling, type Output, type Place, sellingKey } from '../../api/selling.ts';

/** How many opportunities have a state. */
export interface Slice {
  name: string;
  count: number;
}

/** The opportunities of an account by their states. */
export interface Pipeline {
  opportunities: number;
  /** Whether these are all; otherwise the ones that were modified last. */
  isComplete: boolean;
  byStage: readonly Slice[];
  byReviewStatus: readonly Slice[];
}

/** A read is not repeated for each change of a burst. */
const FRESH_MS = 5_000;

/** Counts the account's opportunities: the server does, or for callers that may not ask it, the page. */
export const usePipeline = () => {
  const place = usePlace();
  return useQuery<Pipeline, Fault>({
    queryKey: sellingKey(place, 'pipeline', {}),
    staleTime: FRESH_MS,
    queryFn: async ({ signal }) => {
      try {
        const query = { account: place.account, catalog: place.catalog as 'Sandbox' };
        const { data } = await operator.GET('/_cosell/pipeline', { params: { query }, signal });
        return data as Pipeline;
      } catch (error) {
        if (!isFault(error) || (error.status !== 401 && error.status !== 403)) throw error;
        return countLatest(place, signal);
      }
    },
  });
};

const PAGE_SIZE = 100;
const MOST_PAGES = 10;
type Summary = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];

/** Counts the 1,000 opportunities that were modified last: up to ten calls. */
const countLatest = async (place: Place, signal: AbortSignal): Promise<Pipeline> => {
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
  return {
    opportunities: found.length,
    isComplete: !NextToken,
    byStage: slicesOf(found, ({ LifeCycle }) => LifeCycle?.Stage),
    byReviewStatus: slicesOf(found, ({ LifeCycle }) => LifeCycle?.ReviewStatus),
  };
};

const slicesOf = (
  found: readonly Summary[],
  stateOf: (summary: Summary) => string | null | undefined,
): Slice[] =>
  [...Map.groupBy(found, (summary) => stateOf(summary) ?? '')].map(([name, { length: count }]) => ({
    name,
    count,
  }));
