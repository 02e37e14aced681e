import { useSelling } from '../../api/selling.ts';
import { useServerMinute } from '../../api/server-clock.ts';
import { Day } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ItemList } from './item-list.tsx';
import { OpportunityRow } from './opportunity-row.tsx';

const { turn } = words.home;
const SHOWN = 5;
/** Neither won nor lost yet. */
const OPEN_STAGES = [
  'Prospect',
  'Qualified',
  'Technical Validation',
  'Business Validation',
  'Committed',
] as const;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The days around this month by the server's clock: the filter names the days before and after. */
const monthOf = (now: number) => {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    AfterTargetCloseDate: dayOf(Date.UTC(year, month, 0)),
    BeforeTargetCloseDate: dayOf(Date.UTC(year, month + 1, 1)),
  };
};

/** The open opportunities that close this month. */
export const Closing = () => {
  const to = useTo();
  const now = useServerMinute();
  const query = useSelling('ListOpportunities', {
    TargetCloseDate: monthOf(now),
    LifeCycleStage: [...OPEN_STAGES],
    MaxResults: SHOWN,
  });
  return (
    <ItemList
      title={turn.closing}
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
          detail={<Day date={opportunity.LifeCycle?.TargetCloseDate} />}
        />
      )}
      empty={turn.noneClosing}
      all={{ text: turn.allOpportunities, to: to('opportunities') }}
    />
  );
};
