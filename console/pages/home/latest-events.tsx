import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'react';
import { catalogOf, type Envelope } from '../../api/event-envelope.ts';
import { isFault } from '../../api/fault.ts';
import { useLive } from '../../api/live.ts';
import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { newsOf } from '../../parts/event-news.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const SHOWN = 12;

/** The newest events of the account in the catalog, newest first: those of the feed, and those that came since. */
const useLatestEvents = () => {
  const { account, catalog } = usePlace();
  const [arrived, setArrived] = useState<readonly Envelope[]>([]);
  useLive(
    useCallback(
      ({ kind, data }) => {
        if (kind !== 'event' || data.account !== account || catalogOf(data) !== catalog) return;
        setArrived((before) => [data, ...before.filter(({ id }) => id !== data.id)].slice(0, SHOWN));
      },
      [account, catalog],
    ),
  );
  const query = useOperator(
    'feed',
    // Only the events of this catalog have this text.
    { account, text: `"catalog":"${catalog}"`, limit: SHOWN },
    (asked, signal) => operator.GET('/_cosell/feed', { params: { query: asked }, signal }),
    { staleTime: Infinity },
  );
  const read = (query.data?.events ?? []).map(({ event }) => event as unknown as Envelope);
  const known = new Set(read.map(({ id }) => id));
  const events = [...arrived.filter(({ id }) => !known.has(id)), ...read].slice(0, SHOWN);
  return { events, query };
};

/** What happened last, live. */
export const LatestEvents = () => {
  const { events, query } = useLatestEvents();
  const to = useTo();
  const isRefused = isFault(query.error) && (query.error.status === 401 || query.error.status === 403);
  return (
    <Container
      header={
        <Header variant="h2" actions={<PageLink to={to('events')}>{words.home.allEvents}</PageLink>}>
          {words.home.latestEvents}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {query.error && !isRefused && <FaultBox error={query.error} onRetry={() => void query.refetch()} />}
        {events.length === 0 && (
          <Box color="text-body-secondary">{isRefused ? words.home.eventsRefused : words.home.noEvents}</Box>
        )}
        <ul className="home-events" aria-label={words.home.latestEvents}>
          {events.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      </SpaceBetween>
    </Container>
  );
};

const EventLine = ({ event }: { event: Envelope }) => {
  const to = useTo();
  const { text, steps } = newsOf(event);
  return (
    <li>
      <span className="home-event-time">
        <Time at={event.time} />
      </span>
      <span>
        {text} {steps && <PageLink to={to(...steps)}>{steps[1]}</PageLink>}
      </span>
    </li>
  );
};
