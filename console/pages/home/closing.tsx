import { useServerMinute } from '../../api/server-clock.ts';
import { Day } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { OpportunityList } from './opportunity-list.tsx';

const { turn } = words.home;
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
  const now = useServerMinute();
  return (
    <OpportunityList
      title={turn.closing}
      filter={{ TargetCloseDate: monthOf(now), LifeCycleStage: [...OPEN_STAGES] }}
      detailOf={({ LifeCycle }) => <Day date={LifeCycle?.TargetCloseDate} />}
      empty={turn.noneClosing}
    />
  );
};
