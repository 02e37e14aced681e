import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import type { Help } from '../../parts/help.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { type PageState, ServerTable } from '../../parts/server-table.tsx';
import { Time } from '../../parts/time.tsx';
import { type EngagementSummary, NEWEST_FIRST, useEngagements } from '../../parts/use-engagements.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { Prospect } from './prospect.tsx';
import { Waiting } from './waiting.tsx';

const text = words.leads;

/** Leads: those that wait for an answer, and those that the account works on. */
export const LeadsPage = () => {
  const [selected, setSelected] = useState<readonly EngagementSummary[]>([]);
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
        selection={{ type: 'multi', items: selected, onChange: setSelected }}
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

const usePage = (state: PageState) => useEngagements(state, { ContextTypes: ['Lead'] });

const useColumns = (): readonly Column<EngagementSummary>[] => {
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
