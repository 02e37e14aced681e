import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { type Output, useSelling } from '../../api/selling.ts';
import type { Column } from '../../parts/data-table.tsx';
import type { Help } from '../../parts/help.tsx';
import type { ListState } from '../../parts/list-address.ts';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ServerTable } from '../../parts/server-table.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { Prospect } from './prospect.tsx';
import { Waiting } from './waiting.tsx';

const text = words.leads;
type Engagement = NonNullable<Output<'ListEngagements'>['EngagementSummaryList']>[number];

const NEWEST_FIRST = { by: 'CreatedDate', isDescending: true };

/** Leads: those that wait for an answer, and those that the account works on. */
export const LeadsPage = () => {
  const [selected, setSelected] = useState<readonly Engagement[]>([]);
  return (
    <Page title={text.title} description={text.description} help={HELP}>
      <Waiting />
      <ServerTable
        name="leads"
        label={text.leads}
        description={text.leadsHelp}
        columns={useColumns()}
        keyOf={({ Id = '' }) => Id}
        usePage={usePage}
        initialSorting={NEWEST_FIRST}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <Prospect engagements={selected.flatMap(({ Id }) => Id ?? [])} onStarted={() => setSelected([])} />
        }
        empty={
          <SpaceBetween size="xs">
            <b>{text.empty}</b>
            <span>{text.emptyNext}</span>
          </SpaceBetween>
        }
      />
    </Page>
  );
};

const usePage = ({ sorting, token, pageSize }: ListState & { pageSize: number }) => {
  const query = useSelling('ListEngagements', {
    ContextTypes: ['Lead'],
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

const useColumns = (): readonly Column<Engagement>[] => {
  const to = useTo();
  return [
    {
      id: 'title',
      header: text.name,
      isRowHeader: true,
      width: 190,
      cell: ({ Id = '', Title }) => <PageLink to={to('leads', Id)}>{Title || Id}</PageLink>,
    },
    {
      id: 'stands',
      header: text.stands,
      width: 190,
      cell: ({ ContextTypes }) =>
        ContextTypes?.includes('CustomerProject') ? (
          <StatusIndicator>{text.converted}</StatusIndicator>
        ) : (
          <StatusIndicator type="pending">{text.open}</StatusIndicator>
        ),
    },
    {
      id: 'insights',
      header: text.insights,
      width: 130,
      cell: ({ ContextTypes }) => (ContextTypes?.includes('ProspectingResult') ? text.has : words.none),
    },
    {
      id: 'created',
      header: text.created,
      width: 100,
      sortBy: 'CreatedDate',
      cell: ({ CreatedAt }) => <Time at={CreatedAt} />,
    },
    { id: 'modified', header: text.modified, width: 110, cell: ({ ModifiedAt }) => <Time at={ModifiedAt} /> },
    {
      id: 'engagement',
      header: text.engagement,
      cell: ({ Id = '' }) => <PageLink to={to('engagements', Id)}>{Id}</PageLink>,
    },
  ];
};

export const HELP: Help = {
  title: text.title,
  content: text.help,
  sources: [
    {
      text: text.helpSource,
      href: 'https://docs.aws.amazon.com/partner-central/latest/developer-guide/working-with-your-leads.html',
    },
  ],
};
