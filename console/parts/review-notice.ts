import { words } from '../words.ts';
import type { Notice } from './notices.tsx';

/** The notice that AWS decided on an opportunity: one, whoever tells it, the news or the opportunity's page. */
export const reviewNotice = (id: string, name: string, review: string): Notice => ({
  id: `review-${id}`,
  type: review === 'Approved' || review === 'In review' ? 'info' : 'warning',
  content: words.opportunity.told.review(name, review),
});
