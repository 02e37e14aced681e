import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { Task, TaskAbout, TaskStep } from '../api/task.ts';
import { useLatestTask } from '../api/tasks.ts';
import { words } from '../words.ts';
import { TaskStatus } from './badges.tsx';
import { FaultBox } from './fault-box.tsx';
import { PageLink } from './page-link.tsx';
import { TaskFailure } from './task-failure.tsx';
import { Time } from './time.tsx';
import { useTo } from './use-to.ts';

/**
 * The latest task that this account started about something, e.g. `{ invitation: id, operation: 'StartEngagementByAcceptingInvitationTask' }`:
 * its steps live, and on failure what to do. Shows nothing while there is no task.
 */
export const TaskSteps = ({ about }: { about: TaskAbout }) => {
  const query = useLatestTask(about);
  if (query.data) return <TaskView task={query.data} />;
  return query.error ? <FaultBox error={query.error} onRetry={() => void query.refetch()} /> : null;
};

/** One task: where it stands, its steps, what it made, and why it failed. */
export const TaskView = ({
  task,
  hasHeading = true,
  onRetried,
}: {
  task: Task;
  /** Whether it says what kind of task it is: not on the task's own page. */
  hasHeading?: boolean;
  /** Called with the id of the task that another try started. */
  onRetried?: (id: string) => void;
}) => {
  const to = useTo();
  return (
    <SpaceBetween size="m">
      {hasHeading && (
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <span aria-live="polite">
            <TaskStatus of={task.status} />
          </span>
          <PageLink to={to('tasks', task.id)}>{words.task.kinds[task.operation] ?? task.operation}</PageLink>
          <Box variant="small">
            <Time at={task.startTime} />
            {task.endTime && ` · ${words.task.took(Date.parse(task.endTime) - Date.parse(task.startTime))}`}
          </Box>
        </SpaceBetween>
      )}
      {task.steps.length > 0 ? (
        <Steps ariaLabel={words.task.steps} steps={task.steps.map((step) => shown(step, task))} />
      ) : (
        <Box color="text-status-inactive">{words.task.noSteps}</Box>
      )}
      {task.status === 'FAILED' && <TaskFailure task={task} {...(onRetried && { onRetried })} />}
      {task.status === 'COMPLETE' && <Made task={task} />}
    </SpaceBetween>
  );
};

const KINDS: Readonly<Record<TaskStep['status'], StepsProps.Status>> = {
  DONE: 'success',
  NEXT: 'loading',
  FAILED: 'error',
  WAITING: 'pending',
};

const shown = (step: TaskStep, task: Task): StepsProps.Step => {
  const isOver = task.status !== 'IN_PROGRESS';
  const state = isOver && step.status === 'WAITING' ? words.task.notDone : words.task.stepStates[step.status];
  return {
    status: isOver && step.status === 'WAITING' ? 'stopped' : KINDS[step.status],
    statusIconAriaLabel: state ?? step.status,
    header: step.name.charAt(0).toUpperCase() + step.name.slice(1),
    details: <StepDetails step={step} state={state ?? step.status} />,
  };
};

const StepDetails = ({ step, state }: { step: TaskStep; state: string }) => {
  const { status, tries, endedAt } = step;
  if (status === 'NEXT' && tries > 0)
    return <Box color="text-status-warning">{words.task.retried(tries)}</Box>;
  return (
    <Box variant="small">
      {state}
      {status === 'DONE' && !endedAt && ` · ${words.task.earlier}`}
      {endedAt && (
        <>
          {' · '}
          <Time at={endedAt} />
        </>
      )}
      {tries > 1 && ` · ${words.task.tries(tries)}`}
    </Box>
  );
};

/** Links to what the task made. */
const Made = ({ task: { opportunity, engagement } }: { task: Task }) => {
  const to = useTo();
  return (
    <SpaceBetween direction="horizontal" size="l">
      {opportunity && (
        <PageLink to={to('opportunities', opportunity)} variant="primary">
          {words.task.open.opportunity}
        </PageLink>
      )}
      {engagement && <PageLink to={to('engagements', engagement)}>{words.task.open.engagement}</PageLink>}
    </SpaceBetween>
  );
};
