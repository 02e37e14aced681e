import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useLatestTask } from '../../api/tasks.ts';
import { TaskSteps } from '../../parts/task-steps.tsx';
import { words } from '../../words.ts';

/** The task that submits the opportunity: its steps while it runs, and what to do if it failed. Ended well, it is history. */
export const TaskProgress = ({ id }: { id: string }) => {
  const about = { opportunity: id, operation: 'StartEngagementFromOpportunityTask' } as const;
  const { data: task } = useLatestTask(about);
  if (!task || task.status === 'COMPLETE') return null;
  return (
    <Container header={<Header variant="h2">{words.opportunity.task}</Header>}>
      <TaskSteps about={about} />
    </Container>
  );
};
