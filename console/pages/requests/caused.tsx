import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlace } from '../../api/place.ts';
import { TaskStatus } from '../../parts/badges.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { words } from '../../words.ts';
import type { Detail } from './detail.ts';

const text = words.requests;
type Caused = Detail['events'][number];

/** The events that a call has recorded, and the task that it has started with what that has recorded. */
export const CausedByCall = ({ detail: { events, eventCount, tasks } }: { detail: Detail }) => {
  const own = events.filter(({ task }) => task === undefined);
  return (
    <Container header={<Header variant="h2">{text.caused}</Header>}>
      <SpaceBetween size="m">
        <Events of={own} count={eventCount} />
        {tasks.map((task) => (
          <SpaceBetween key={task.id} size="xs">
            <div>
              {text.itsTask}{' '}
              <PageLink to={`/${task.account}/${task.catalog}/tasks/${task.id}`}>{task.id}</PageLink>{' '}
              <TaskStatus of={task.status} />
            </div>
            <Events
              of={task.isWaitedFor ? events.filter((event) => event.task === task.id) : task.events}
              count={task.eventCount}
              heading={task.isWaitedFor ? text.whileWaited : text.afterAnswer}
            />
          </SpaceBetween>
        ))}
        {eventCount === 0 && tasks.length === 0 && text.causedNothing}
      </SpaceBetween>
    </Container>
  );
};

const Events = ({ of, count, heading }: { of: readonly Caused[]; count: number; heading?: string }) => {
  const { catalog } = usePlace();
  if (of.length === 0) return null;
  return (
    <div>
      {heading}
      <ul className="fault-fields">
        {of.map((event) => (
          <li key={event.id}>
            <PageLink to={`/${event.account}/${event.catalog ?? catalog}/events?event=${event.id}`}>
              {event.type}
            </PageLink>{' '}
            {text.eventFor(event.account)}
          </li>
        ))}
      </ul>
      {count > of.length && text.moreEvents(count - of.length)}
    </div>
  );
};
