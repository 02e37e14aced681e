import { useSelling } from '../../api/selling.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ItemList } from './item-list.tsx';
import { OpportunityRow } from './opportunity-row.tsx';

const { turn } = words.home;
const SHOWN = 5;

/** The opportunities that AWS sent back, with what it asks for. */
export const SentBack = () => {
  const to = useTo();
  const query = useSelling('ListOpportunities', {
    LifeCycleReviewStatus: ['Action Required'],
    MaxResults: SHOWN,
  });
  return (
    <ItemList
      title={turn.sentBack}
      query={{
        ...query,
        data: query.data && {
          items: query.data.OpportunitySummaries ?? [],
          hasMore: Boolean(query.data.NextToken),
        },
      }}
      keyOf={({ Id = '' }) => Id}
      row={(opportunity) => (
        <OpportunityRow
          opportunity={opportunity}
          detail={opportunity.LifeCycle?.ReviewComments || turn.noComment}
        />
      )}
      empty={turn.noneSentBack}
      all={{
        text: turn.allOpportunities,
        to: to('opportunities'),
      }}
    />
  );
};
