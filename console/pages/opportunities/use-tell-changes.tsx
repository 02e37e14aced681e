import { useEffect, useRef } from 'react';
import { notify } from '../../parts/notices.tsx';
import { stateOfOpportunity } from '../../parts/opportunity-rules.ts';
import { reviewNotice } from '../../parts/review-notice.ts';
import { type Opportunity, targetOf } from './target.ts';

/** The states that AWS brings about, so the news of them come from elsewhere. */
const AWS_DECIDES: readonly string[] = ['In review', 'Action Required', 'Approved', 'Rejected'];

/** Tells once of each decision of AWS while the opportunity is shown. */
export const useTellChanges = (opportunity: Opportunity): void => {
  const state = opportunity.LifeCycle?.ReviewStatus ?? stateOfOpportunity(opportunity);
  const before = useRef(state);
  const { id, name } = targetOf(opportunity);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (!AWS_DECIDES.includes(state)) return;
    notify(reviewNotice(id, name, state));
  }, [state, id, name]);
};
