import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSellingAction } from '../../api/selling.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type JobSummary, type SnapshotSummary, useShared } from './use-snapshots.ts';

const { snapshots: text } = words.opportunity;

/** What is shared of the opportunity: the jobs that take snapshots of it, and the snapshots. */
export const SnapshotsTab = ({ id }: { id: string }) => {
  const query = useShared(id);
  if (query.error) return <FaultBox error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Jobs jobs={query.data?.jobs ?? []} isLoading={query.isPending} />
      <Snapshots snapshots={query.data?.snapshots ?? []} isLoading={query.isPending} />
    </SpaceBetween>
  );
};

const EngagementLink = ({ id }: { id: string | null | undefined }) => {
  const to = useTo();
  return id ? <PageLink to={to('engagements', id)}>{id}</PageLink> : words.none;
};

const Jobs = ({ jobs, isLoading }: { jobs: readonly JobSummary[]; isLoading: boolean }) => {
  const start = useSellingAction('StartResourceSnapshotJob');
  const stop = useSellingAction('StopResourceSnapshotJob');
  const error = start.error ?? stop.error;
  return (
    <SpaceBetween size="s">
      {error && <FaultBox error={error} />}
      <DataTable
        label={text.jobs}
        header={
          <Header variant="h2" description={text.jobsDescription}>
            {text.jobs}
          </Header>
        }
        items={jobs}
        isLoading={isLoading}
        keyOf={({ Id }) => Id ?? ''}
        empty={text.noJobs}
        columns={[
          {
            id: 'status',
            header: text.status,
            cell: ({ Status }) => (
              <StatusIndicator type={Status === 'Running' ? 'in-progress' : 'stopped'}>
                {Status}
              </StatusIndicator>
            ),
            isRowHeader: true,
          },
          {
            id: 'in',
            header: text.engagement,
            cell: ({ EngagementId }) => <EngagementLink id={EngagementId} />,
          },
          { id: 'id', header: text.job, cell: ({ Id }) => <CopyId id={Id} /> },
          {
            id: 'act',
            header: text.act,
            cell: ({ Id = '', Status }) =>
              Status === 'Running' ? (
                <Button
                  variant="inline-link"
                  ariaLabel={text.stopJob(Id)}
                  onClick={() => stop.mutate({ ResourceSnapshotJobIdentifier: Id })}
                >
                  {text.stop}
                </Button>
              ) : (
                <Button
                  variant="inline-link"
                  ariaLabel={text.startJob(Id)}
                  onClick={() => start.mutate({ ResourceSnapshotJobIdentifier: Id })}
                >
                  {text.start}
                </Button>
              ),
          },
        ]}
      />
    </SpaceBetween>
  );
};

const Snapshots = ({
  snapshots,
  isLoading,
}: {
  snapshots: readonly SnapshotSummary[];
  isLoading: boolean;
}) => (
  <DataTable
    label={text.title}
    header={
      <Header variant="h2" description={text.description}>
        {text.title}
      </Header>
    }
    items={snapshots}
    isLoading={isLoading}
    keyOf={({ Arn, Revision }) => Arn ?? String(Revision)}
    empty={text.empty}
    columns={[
      {
        id: 'revision',
        header: text.revision,
        cell: ({ Revision }) => Revision ?? words.none,
        isRowHeader: true,
      },
      {
        id: 'template',
        header: text.template,
        cell: ({ ResourceSnapshotTemplateName }) => ResourceSnapshotTemplateName,
      },
      { id: 'by', header: text.by, cell: ({ CreatedBy }) => CreatedBy || words.none },
      { id: 'in', header: text.engagement, cell: ({ engagement }) => <EngagementLink id={engagement} /> },
    ]}
  />
);
