import { words } from '../../words.ts';
import { OpportunityList } from './opportunity-list.tsx';

const { turn } = words.home;

/** The opportunities that AWS sent back, with what it asks for. */
export const SentBack = () => (
  <OpportunityList
    title={turn.sentBack}
    filter={{ LifeCycleReviewStatus: ['Action Required'] }}
    detailOf={({ LifeCycle }) => LifeCycle?.ReviewComments || turn.noComment}
    empty={turn.noneSentBack}
  />
);
