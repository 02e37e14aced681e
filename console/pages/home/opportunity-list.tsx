import type { ReactNode } from 'react';
import { type Input, type Output, useSelling } from '../../api/selling.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ItemList } from './item-list.tsx';
import { OpportunityRow } from './opportunity-row.tsx';

const SHOWN = 5;

type Summary = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];

/** The first opportunities that a filter lets through: one call. */
export const OpportunityList = ({
  title,
  filter,
  detailOf,
  empty,
}: {
  title: string;
  filter: Input<'ListOpportunities'>;
  /** What stands below the company. */
  detailOf: (opportunity: Summary) => ReactNode;
  empty: string;
}) => {
  const to = useTo();
  const query = useSelling('ListOpportunities', { ...filter, MaxResults: SHOWN });
  return (
    <ItemList
      title={title}
      query={{
        ...query,
        data: query.data && {
          items: query.data.OpportunitySummaries ?? [],
          hasMore: Boolean(query.data.NextToken),
        },
      }}
      keyOf={({ Id = '' }) => Id}
      row={(opportunity) => <OpportunityRow opportunity={opportunity} detail={detailOf(opportunity)} />}
      empty={empty}
      all={{ text: words.home.turn.allOpportunities, to: to('opportunities') }}
    />
  );
};
