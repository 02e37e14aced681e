import Header from '@cloudscape-design/components/header';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Output } from '../../api/selling.ts';
import { useSelling } from '../../api/selling.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

type Result = NonNullable<Output<'GetProspectingFromEngagementTask'>['Engagements']>[number];

const KINDS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  PENDING: 'pending',
  IN_PROGRESS: 'in-progress',
  COMPLETED: 'success',
  FAILED: 'error',
};

const EngagementLink = ({ id }: { id: string }) => {
  const to = useTo();
  return <PageLink to={to('engagements', id)}>{id}</PageLink>;
};

const COLUMNS = [
  {
    id: 'engagement',
    header: words.tasks.engagement,
    isRowHeader: true,
    cell: ({ EngagementIdentifier = '' }: Result) => <EngagementLink id={EngagementIdentifier} />,
  },
  {
    id: 'status',
    header: words.tasks.status,
    cell: ({ Status }: Result) => (
      <StatusIndicator type={KINDS[Status ?? 'IN_PROGRESS'] ?? 'info'}>
        {words.states[Status ?? ''] ?? Status}
      </StatusIndicator>
    ),
  },
  {
    id: 'reason',
    header: words.tasks.reason,
    cell: ({ Message, EngagementContextId }: Result) =>
      Message || (EngagementContextId ? words.tasks.context(EngagementContextId) : words.none),
  },
];

/** What a prospecting task made of each of its engagements. */
export const ProspectingResults = ({ id }: { id: string }) => (
  <Loaded query={useSelling('GetProspectingFromEngagementTask', { TaskIdentifier: id })}>
    {({ Engagements }) => (
      <DataTable
        label={words.tasks.results}
        header={<Header variant="h2">{words.tasks.results}</Header>}
        items={Engagements ?? []}
        columns={COLUMNS}
        keyOf={({ EngagementIdentifier = '' }) => EngagementIdentifier}
        empty={words.none}
      />
    )}
  </Loaded>
);
