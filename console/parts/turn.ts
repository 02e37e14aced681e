import { type Progress, stateOfOpportunity } from './opportunity-rules.ts';

/** Who has to act next on an opportunity. */
export type Turn = 'mine' | 'aws' | 'nobody';

/**
 * Whose turn it is. AWS docs: working-with-your-opportunities, "Review process": the partner submits, and answers what is
 * Action Required; AWS decides on what is Submitted or In review; the partner moves what is Approved to its next stage.
 * Nothing follows on Launched, Closed Lost and Rejected.
 */
export const turnOf = (opportunity: Progress): Turn => {
  if (opportunity.LifeCycle?.Stage === 'Closed Lost') return 'nobody';
  switch (stateOfOpportunity(opportunity)) {
    case 'Submitted':
    case 'In review':
      return 'aws';
    case 'Launched':
    case 'Closed Lost':
    case 'Rejected':
      return 'nobody';
    default:
      return 'mine';
  }
};
