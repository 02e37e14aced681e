import type { ReactNode } from 'react';
import type { Output } from '../../api/selling.ts';
import { Stage } from '../../parts/badges.tsx';
import { money } from '../../parts/money.ts';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { ItemRow } from './item-list.tsx';

/** An opportunity as lists show it: they have no title. */
export type Opportunity = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];

export const OpportunityRow = ({
  opportunity: { Id = '', Customer, Project, LifeCycle },
  detail,
}: {
  opportunity: Opportunity;
  detail: ReactNode;
}) => {
  const to = useTo();
  const [spend] = Project?.ExpectedCustomerSpend ?? [];
  return (
    <ItemRow
      title={
        <>
          <PageLink to={to('opportunities', Id)}>{Customer?.Account?.CompanyName || Id}</PageLink>
          {spend && ` · ${money(spend)}`}
        </>
      }
      detail={detail}
      end={<Stage of={LifeCycle?.Stage} />}
    />
  );
};
