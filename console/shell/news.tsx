import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { catalogOf, type Envelope } from '../api/event-envelope.ts';
import { useLive } from '../api/live.ts';
import { didLately } from '../api/own-acts.ts';
import { usePlace } from '../api/place.ts';
import type { Task } from '../api/task.ts';
import { type EventNews, newsOf } from '../parts/event-news.ts';
import { type Notice, notify } from '../parts/notices.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { reviewNotice } from '../parts/review-notice.ts';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';
import { createReviews } from './reviews.ts';

/** How many ids of told news are kept, so that a stream that resumes tells nothing twice. */
const MOST_TOLD = 500;

/** How AWS ends a review. */
const AWS_ENDS: readonly string[] = ['Approved', 'Rejected', 'Action Required'];

const Told = ({ text, steps }: EventNews) => {
  const to = useTo();
  return (
    <>
      {text}{' '}
      {steps && (
        <PageLink to={to(...steps)} color="inverted">
          {words.news.open}
        </PageLink>
      )}
    </>
  );
};

/**
 * Tells of what happens elsewhere to this account in this catalog: an invitation arrives, a review or a task ends. Each once,
 * and nothing that this window did itself. Used once, by the shell.
 */
export const News = () => {
  const place = usePlace();
  const queries = useQueryClient();
  const told = useRef(new Set<string>());
  const reviews = useRef(createReviews());
  const { account, catalog } = place;
  useLive(
    useCallback(
      (message) => {
        const tell = (id: string, type: Notice['type'], news: EventNews) => {
          if (told.current.has(id)) return;
          told.current.add(id);
          for (const oldest of told.current) {
            if (told.current.size <= MOST_TOLD) break;
            told.current.delete(oldest);
          }
          notify({ id, type, content: <Told {...news} /> });
        };
        const { kind, data } = message;
        if (kind === 'task' && data.account === account && data.catalog === catalog) tellTask(data, tell);
        if (kind !== 'event' || data.account !== account || catalogOf(data) !== catalog) return;
        const event = data;
        if (isInvitationReceived(event) && !didLately('/_cosell/referrals'))
          tell(event.id, 'info', newsOf(event));
        if (event['detail-type'] !== 'Opportunity Updated') return;
        const id = String(memberOf(event, 'opportunity')?.identifier);
        void reviews.current.ended(queries, { account, catalog }, id).then((ended) => {
          if (!ended || !AWS_ENDS.includes(ended.review)) return;
          if (didLately('UpdateOpportunity', '/_cosell/reviews')) return;
          const notice = reviewNotice(id, ended.name, ended.review);
          notify({
            ...notice,
            content: <Told text={String(notice.content)} steps={['opportunities', id]} />,
          });
        });
      },
      [account, catalog, queries],
    ),
  );
  return null;
};

/** What the detail of an event says of one of the resources that it is about. */
const memberOf = ({ detail }: Envelope, name: string) =>
  detail[name] as Readonly<Record<string, unknown>> | undefined;

const isInvitationReceived = (event: Envelope): boolean =>
  event['detail-type'] === 'Engagement Invitation Created' &&
  memberOf(event, 'engagementInvitation')?.participantType === 'RECEIVER';

const tellTask = (
  { id, operation, status }: Task,
  tell: (id: string, type: Notice['type'], news: EventNews) => void,
): void => {
  if (status === 'IN_PROGRESS' || didLately(operation)) return;
  const kind = words.task.kinds[operation] ?? operation;
  const steps = ['tasks', id];
  if (status === 'COMPLETE') tell(id, 'success', { text: words.news.taskComplete(kind), steps });
  else tell(id, 'error', { text: words.news.taskFailed(kind), steps });
};
