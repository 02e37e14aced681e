import type { QueryClient } from '@tanstack/react-query';
import { callSelling, type Output, type Place } from '../api/selling.ts';

/** The states that a review ends from. */
const OPEN = ['Submitted', 'In review'];

/** How many opportunities are read at once: of a burst of changes, the rest is not told. */
const MOST_READS = 4;

/** Returns whether the review of an opportunity was open when this window last read it. */
const wasOpen = (queries: QueryClient, { account, catalog }: Place, id: string): boolean => {
  const own = ['selling', account, catalog];
  const single = queries.getQueriesData<Output<'GetOpportunity'>>({ queryKey: [...own, 'GetOpportunity'] });
  const lists = queries.getQueriesData<Output<'ListOpportunities'>>({
    queryKey: [...own, 'ListOpportunities'],
  });
  return [
    ...single.map(([, data]) => data),
    ...lists.flatMap(([, data]) => data?.OpportunitySummaries ?? []),
  ].some((opportunity) => opportunity?.Id === id && isOpen(opportunity.LifeCycle?.ReviewStatus));
};

const isOpen = (review: string | null | undefined): boolean => OPEN.includes(review ?? '');

/**
 * Tells when a review ended. The event of a change does not say what changed, so what this window saw before has to:
 * the review was open, in what it read or at an earlier event.
 */
export const createReviews = () => {
  const open = new Set<string>();
  let reads = 0;
  return {
    /** Returns the status with which the review has just ended, and what people call the opportunity; else undefined. */
    ended: async (
      queries: QueryClient,
      place: Place,
      id: string,
    ): Promise<{ review: string; name: string } | undefined> => {
      if (wasOpen(queries, place, id)) open.add(id);
      if (reads >= MOST_READS) return undefined;
      reads += 1;
      try {
        const { LifeCycle, Project, Customer } = await callSelling(place, 'GetOpportunity', {
          Identifier: id,
        });
        const review = LifeCycle?.ReviewStatus;
        if (isOpen(review)) open.add(id);
        else if (open.delete(id) && review)
          return { review, name: Project?.Title || Customer?.Account?.CompanyName || id };
      } catch {
        // It cannot be read: there is nothing to tell.
      } finally {
        reads -= 1;
      }
      return undefined;
    },
  };
};
