import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useSelling } from '../../api/selling.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { Job } from './job.ts';
import { JobActions } from './job-actions.tsx';

const text = words.engagements;

const JobStatus = ({ of }: { of: string | null | undefined }) => (
  <StatusIndicator type={of === 'Running' ? 'in-progress' : 'stopped'}>{of || words.none}</StatusIndicator>
);

/** The account's own snapshot jobs in an engagement: what keeps the other members up to date. */
export const SnapshotJobs = ({ engagementId }: { engagementId: string }) => {
  const [chosen, setChosen] = useState<string>();
  const jobs = useSelling('ListResourceSnapshotJobs', {
    EngagementIdentifier: engagementId,
    MaxResults: 1000,
  });
  return (
    <Loaded query={jobs}>
      {({ ResourceSnapshotJobSummaries: list }) => {
        const items = list ?? [];
        const shown = items.find(({ Id }) => Id === chosen) ?? items[0];
        return (
          <SpaceBetween size="s">
            <DataTable<Job>
              label={text.jobs}
              header={
                <Header
                  counter={`(${items.length})`}
                  description={text.jobsHelp}
                  actions={shown && <JobActions job={shown} />}
                >
                  {text.jobs}
                </Header>
              }
              items={items}
              keyOf={({ Id }) => Id ?? ''}
              selection={{
                type: 'single',
                items: shown ? [shown] : [],
                onChange: ([item]) => setChosen(item?.Id),
              }}
              columns={[
                { id: 'id', header: text.job, isRowHeader: true, cell: ({ Id }) => <CopyId id={Id} /> },
                { id: 'status', header: text.status, cell: ({ Status }) => <JobStatus of={Status} /> },
              ]}
              empty={text.noJobs}
            />
            {shown && <JobDetails id={shown.Id ?? ''} />}
          </SpaceBetween>
        );
      }}
    </Loaded>
  );
};

const JobDetails = ({ id }: { id: string }) => {
  const to = useTo();
  const job = useSelling('GetResourceSnapshotJob', { ResourceSnapshotJobIdentifier: id });
  return (
    <Loaded query={job}>
      {({ ResourceId, ResourceSnapshotTemplateName: template, CreatedAt, ...job }) => (
        <Container>
          <SpaceBetween size="s">
            {job.LastFailure && (
              <Alert type="warning" header={text.jobFailed}>
                {job.LastFailure}
              </Alert>
            )}
            <KeyValuePairs
              columns={4}
              items={[
                {
                  label: text.opportunity,
                  value: <PageLink to={to('opportunities', ResourceId ?? '')}>{ResourceId}</PageLink>,
                },
                {
                  label: text.view,
                  value: text.templates[template as keyof typeof text.templates] ?? template,
                },
                { label: text.created, value: <Time at={CreatedAt} both /> },
                { label: text.lastRun, value: <Time at={job.LastSuccessfulExecutionDate} both /> },
              ]}
            />
          </SpaceBetween>
        </Container>
      )}
    </Loaded>
  );
};
