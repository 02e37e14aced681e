import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Icon, { type IconProps } from '@cloudscape-design/components/icon';
import { useMemo, useState } from 'react';
import { TaskStatus } from '../../parts/badges.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { useAwsSide } from './aws-side-tab.tsx';
import { type Happening, happeningsOf } from './happenings.ts';
import type { Opportunity } from './target.ts';
import { useEventsOf } from './use-events.ts';
import { useTasksOf } from './use-tasks.ts';

const { history } = words.opportunity;
const FIRST = 12;

/** What happened: reviews, next steps, snapshots, events and tasks in one list, newest first. */
export const History = ({ opportunity }: { opportunity: Opportunity }) => {
  const id = opportunity.Id ?? '';
  const aws = useAwsSide(id).query.data;
  const events = useEventsOf(id);
  const tasks = useTasksOf(id);
  const [isWhole, setWhole] = useState(false);
  const all = useMemo(
    () => happeningsOf({ opportunity, aws, events: events.data ?? [], tasks }),
    [opportunity, aws, events.data, tasks],
  );
  return (
    <Container
      header={
        <Header variant="h2" description={events.error ? history.withoutEvents : undefined}>
          {history.title}
        </Header>
      }
    >
      <ol className="history">
        {(isWhole ? all : all.slice(0, FIRST)).map((happening) => (
          <Entry key={happening.id} happening={happening} />
        ))}
      </ol>
      {!isWhole && all.length > FIRST && (
        <Button variant="inline-link" onClick={() => setWhole(true)}>
          {history.more(all.length - FIRST)}
        </Button>
      )}
    </Container>
  );
};

const ICONS: Readonly<Record<Happening['kind'], IconProps.Name>> = {
  created: 'add-plus',
  steps: 'contact',
  event: 'notification',
  task: 'settings',
};

const Entry = ({ happening }: { happening: Happening }) => {
  const to = useTo();
  const { task, who, text, title, at, times } = happening;
  return (
    <li>
      <Icon name={ICONS[happening.kind]} ariaLabel={history.kinds[happening.kind]} />
      <div>
        <div>
          {task ? <PageLink to={to('tasks', task.TaskId ?? '')}>{title}</PageLink> : title}{' '}
          {task && <TaskStatus of={task.TaskStatus} />}
          {times && history.times(times)}
        </div>
        {text && <div>{text}</div>}
        <small>
          {who && `${who} · `}
          <Time at={at} both />
        </small>
      </div>
    </li>
  );
};
