import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Task } from '../../api/task.ts';
import { useLatestTask } from '../../api/tasks.ts';
import { TaskStatus } from '../../parts/badges.tsx';
import { CausingRequest } from '../../parts/causing-request.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Missing } from '../../parts/missing.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { TaskView } from '../../parts/task-steps.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ProspectingResults } from './prospecting-results.tsx';

const TRAIL = [{ text: words.tasks.title, steps: ['tasks'] }];

/** One task: its steps live, what it is about, and what it made. */
export const TaskPage = () => {
  const { id = '' } = useParams();
  const query = useLatestTask({ id });
  const task = query.data ?? undefined;
  return (
    <Page
      title={task ? (words.task.kinds[task.operation] ?? task.operation) : id}
      badges={task && <TaskStatus of={task.status} />}
      trail={TRAIL}
    >
      <Loaded query={query}>{(found) => (found ? <Shown task={found} /> : <Missing id={id} />)}</Loaded>
    </Page>
  );
};

const Shown = ({ task }: { task: Task }) => {
  const navigate = useNavigate();
  const to = useTo();
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{words.task.steps}</Header>}>
        <TaskView task={task} hasHeading={false} onRetried={(id) => void navigate(to('tasks', id))} />
      </Container>
      <Container header={<Header variant="h2">{words.tasks.details}</Header>}>
        <Facts task={task} />
      </Container>
      {task.operation === 'StartProspectingFromEngagementTask' && <ProspectingResults id={task.id} />}
      <JsonView value={task} />
    </SpaceBetween>
  );
};

const Facts = ({ task }: { task: Task }) => {
  const to = useTo();
  const link = (page: string, id: string | undefined): ReactNode =>
    id ? <PageLink to={to(page, id)}>{id}</PageLink> : words.none;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: words.tasks.id, value: <CopyId id={task.id} /> },
        { label: words.tasks.started, value: <Time at={task.startTime} both /> },
        { label: words.tasks.ended, value: <Time at={task.endTime} both /> },
        { label: words.tasks.invitation, value: link('invitations', task.invitation) },
        { label: words.tasks.opportunity, value: link('opportunities', task.opportunity) },
        { label: words.tasks.engagement, value: link('engagements', task.engagement) },
        { label: words.tasks.snapshotJob, value: <CopyId id={task.snapshotJob} /> },
        { label: words.tasks.operation, value: task.operation },
        { label: words.tasks.request, value: <CausingRequest id={task.id} /> },
        ...(task.name ? [{ label: words.tasks.name, value: task.name }] : []),
        ...(task.involvementType
          ? [
              {
                label: words.tasks.submission,
                value: [task.involvementType, task.visibility].filter(Boolean).join(', '),
              },
            ]
          : []),
      ]}
    />
  );
};
