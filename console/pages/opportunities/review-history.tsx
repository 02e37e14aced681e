import Header from '@cloudscape-design/components/header';
import { useQueries } from '@tanstack/react-query';
import { usePlace } from '../../api/place.ts';
import { callSelling, type Output, sellingKey } from '../../api/selling.ts';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { type SnapshotSummary, useShared } from './use-snapshots.ts';

const { reviews } = words.opportunity;
/** The template of what a partner shares. AWS docs: working-with-multi-partner-opportunities. */
const TEMPLATE = 'OpportunitySummaryView';
const LIMIT = 20;

type Snapshot = Output<'GetResourceSnapshot'>;

/** A snapshot never changes: once read, it is kept. */
const useSnapshots = (summaries: readonly SnapshotSummary[]) => {
  const place = usePlace();
  return useQueries({
    queries: summaries.map((summary) => {
      const input = {
        EngagementIdentifier: summary.engagement,
        ResourceType: 'Opportunity' as const,
        ResourceIdentifier: summary.ResourceId ?? '',
        ResourceSnapshotTemplateIdentifier: TEMPLATE,
        Revision: summary.Revision ?? 1,
      };
      return {
        queryKey: sellingKey(place, 'GetResourceSnapshot', input),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          callSelling(place, 'GetResourceSnapshot', input, signal),
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
  });
};

/** Only the revisions in which the review or the stage is another one than before; `snapshots` have the newest first. */
const turningPoints = (snapshots: readonly Snapshot[]): readonly Snapshot[] =>
  snapshots.filter((snapshot, index) => {
    const life = lifeOf(snapshot);
    const before = snapshots[index + 1] && lifeOf(snapshots[index + 1]);
    return life?.ReviewStatus !== before?.ReviewStatus || life?.Stage !== before?.Stage;
  });

const lifeOf = (snapshot: Snapshot | undefined) => snapshot?.Payload?.OpportunitySummary?.Lifecycle;

/**
 * The review's history. The API keeps none, but each change of a shared opportunity is a revision of its snapshot, with
 * the review status and the stage of that moment. Costs a call per revision, of the newest ones.
 */
export const ReviewHistory = ({ id }: { id: string }) => {
  const shared = useShared(id);
  const summaries = (shared.data?.snapshots ?? [])
    .filter(({ ResourceSnapshotTemplateName }) => ResourceSnapshotTemplateName === TEMPLATE)
    .slice(0, LIMIT);
  const queries = useSnapshots(summaries);
  if (shared.error) return <FaultBox error={shared.error} onRetry={() => void shared.refetch()} />;
  const read = queries.flatMap(({ data }) => (data ? [data] : []));
  return (
    <DataTable
      label={reviews.title}
      header={
        <Header variant="h2" description={reviews.description}>
          {reviews.title}
        </Header>
      }
      items={turningPoints(read)}
      isLoading={shared.isPending || (read.length === 0 && queries.some(({ isPending }) => isPending))}
      keyOf={({ EngagementId, Revision }) => `${EngagementId}/${Revision}`}
      empty={reviews.empty}
      columns={[
        {
          id: 'review',
          header: reviews.review,
          cell: (snapshot) => <ReviewStatus of={lifeOf(snapshot)?.ReviewStatus} />,
          isRowHeader: true,
        },
        { id: 'stage', header: reviews.stage, cell: (snapshot) => <Stage of={lifeOf(snapshot)?.Stage} /> },
        { id: 'at', header: reviews.at, cell: ({ CreatedAt }) => <Time at={CreatedAt} both />, width: 260 },
        { id: 'revision', header: reviews.revision, cell: ({ Revision }) => Revision ?? words.none },
      ]}
    />
  );
};
