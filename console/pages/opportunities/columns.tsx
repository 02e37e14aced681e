import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { monthlySpend } from '../../parts/spend.ts';
import { Day, Time } from '../../parts/time.tsx';
import { TurnBadge } from '../../parts/turn-badge.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type ActionName, menuItems } from './actions.ts';
import { type Summary, type Target, targetOfSummary } from './target.ts';

const { columns } = words.opportunities;

/** The company, which stands for the title that lists do not tell, and the partner's own identifier. */
const Name = ({ summary }: { summary: Summary }) => {
  const to = useTo();
  return (
    <>
      <PageLink to={to('opportunities', summary.Id ?? '')}>{targetOfSummary(summary).name}</PageLink>
      {summary.PartnerOpportunityIdentifier && (
        <Box variant="small" display="block">
          {summary.PartnerOpportunityIdentifier}
        </Box>
      )}
    </>
  );
};

/** The columns of the list: what its summaries tell. */
export const columnsOf = (act: (name: ActionName, target: Target) => void): readonly Column<Summary>[] => [
  {
    id: 'company',
    header: columns.company,
    cell: (summary) => <Name summary={summary} />,
    sortBy: 'CustomerCompanyName',
    isRowHeader: true,
    width: 190,
  },
  {
    id: 'review',
    header: columns.review,
    cell: (summary) => (
      <>
        <div>
          <ReviewStatus of={summary.LifeCycle?.ReviewStatus} />
        </div>
        <TurnBadge of={summary} />
      </>
    ),
    width: 185,
  },
  {
    id: 'stage',
    header: columns.stage,
    cell: ({ LifeCycle }) => <Stage of={LifeCycle?.Stage} />,
    width: 150,
  },
  {
    id: 'spend',
    header: columns.spend,
    cell: ({ Project }) => monthlySpend(Project?.ExpectedCustomerSpend),
    width: 172,
  },
  {
    id: 'closes',
    header: columns.closes,
    cell: ({ LifeCycle }) => <Day date={LifeCycle?.TargetCloseDate} />,
    sortBy: 'TargetCloseDate',
    width: 175,
  },
  {
    id: 'changed',
    header: columns.changed,
    cell: ({ LastModifiedDate }) => <Time at={LastModifiedDate} />,
    sortBy: 'LastModifiedDate',
    width: 135,
  },
  {
    id: 'id',
    header: columns.id,
    cell: ({ Id }) => <CopyId id={Id} />,
    sortBy: 'Identifier',
    width: 190,
  },
  {
    id: 'menu',
    header: columns.menu,
    cell: (summary) => {
      const target = targetOfSummary(summary);
      return (
        <ButtonDropdown
          variant="inline-icon"
          expandToViewport
          expandableGroups
          ariaLabel={words.opportunity.actionsOf(target.name)}
          items={menuItems(target)}
          onItemClick={({ detail }) => act(detail.id as ActionName, target)}
        />
      );
    },
    width: 95,
  },
];
