import Alert from '@cloudscape-design/components/alert';
import { whyBlocked } from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import type { Opportunity } from './target.ts';

const { review } = words.opportunity;

/** What AWS's review means for the partner now: what AWS asks for, why it rejected, or that it is AWS's turn. */
export const ReviewNotice = ({ opportunity }: { opportunity: Opportunity }) => {
  const { ReviewStatus, ReviewComments, ReviewStatusReason } = opportunity.LifeCycle ?? {};
  const remarks = [ReviewComments, ReviewStatusReason && review.reason(ReviewStatusReason)].filter(Boolean);
  if (ReviewStatus === 'Action Required') {
    return (
      <Alert type="warning" header={review.actionRequired}>
        {remarks.length > 0 ? remarks.join(' ') : review.noComments} {review.answer}
      </Alert>
    );
  }
  if (ReviewStatus === 'Rejected') {
    return (
      <Alert type="error" header={review.rejected}>
        {remarks.length > 0 ? remarks.join(' ') : review.noComments}
      </Alert>
    );
  }
  if (ReviewStatus === 'Submitted' || ReviewStatus === 'In review') {
    return (
      <Alert type="info" header={review.awsTurn}>
        {whyBlocked(opportunity)}
      </Alert>
    );
  }
  return null;
};
