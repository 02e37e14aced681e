import { useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { callSelling, type Output, type Place, sellingKey } from '../../api/selling.ts';

export type SnapshotSummary = NonNullable<
  Output<'ListResourceSnapshots'>['ResourceSnapshotSummaries']
>[number] & { engagement: string };
export type JobSummary = NonNullable<
  Output<'ListResourceSnapshotJobs'>['ResourceSnapshotJobSummaries']
>[number];

/** The engagements in which an opportunity is shared, and what was shared there. */
interface Shared {
  engagements: readonly string[];
  snapshots: readonly SnapshotSummary[];
  jobs: readonly JobSummary[];
}

const PAGE_SIZE = 100;

const readShared = async (place: Place, id: string, signal: AbortSignal): Promise<Shared> => {
  const { EngagementResourceAssociationSummaries: associations } = await callSelling(
    place,
    'ListEngagementResourceAssociations',
    { ResourceType: 'Opportunity', ResourceIdentifier: id, MaxResults: PAGE_SIZE },
    signal,
  );
  const engagements = [...new Set((associations ?? []).map(({ EngagementId = '' }) => EngagementId))];
  const parts = await Promise.all(
    engagements.map(async (engagement) => {
      const input = { EngagementIdentifier: engagement, MaxResults: PAGE_SIZE };
      const [snapshots, jobs] = await Promise.all([
        callSelling(
          place,
          'ListResourceSnapshots',
          { ...input, ResourceType: 'Opportunity', ResourceIdentifier: id },
          signal,
        ),
        callSelling(place, 'ListResourceSnapshotJobs', input, signal),
      ]);
      return {
        snapshots: (snapshots.ResourceSnapshotSummaries ?? []).map((one) => ({ ...one, engagement })),
        jobs: jobs.ResourceSnapshotJobSummaries ?? [],
      };
    }),
  );
  return {
    engagements,
    // The newest revision first.
    snapshots: parts
      .flatMap(({ snapshots }) => snapshots)
      .sort((one, other) => (other.Revision ?? 0) - (one.Revision ?? 0)),
    jobs: parts.flatMap(({ jobs }) => jobs),
  };
};

/** Reads what is shared of an opportunity: one call for its engagements, and two for each of them. */
export const useShared = (id: string) => {
  const place = usePlace();
  return useQuery<Shared, Fault>({
    queryKey: sellingKey(place, 'Shared', id),
    queryFn: ({ signal }) => readShared(place, id, signal),
  });
};
