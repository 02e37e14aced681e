import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRetryTask } from '../api/retry-task.ts';
import type { Task } from '../api/task.ts';
import { words } from '../words.ts';
import { FaultBox } from './fault-box.tsx';
import { PageLink } from './page-link.tsx';
import { useTo } from './use-to.ts';

/** Why a task failed, what to do, and the button for it. A new try starts a new task, which takes this one's place in `TaskSteps`. */
export const TaskFailure = ({ task, onRetried }: { task: Task; onRetried?: (id: string) => void }) => {
  const retry = useRetryTask(task);
  const reason = words.task.reasons[task.reasonCode ?? ''] ?? words.task.unknown;
  const canRetry = reason.again !== 'never' && retry.canRetry;
  const pages = addressesOf(task);
  const to = useTo();
  const page = reason.open && pages[reason.open];
  return (
    <SpaceBetween size="s">
      <Alert
        type="error"
        header={reason.title}
        action={
          canRetry && (
            <Button
              loading={retry.isPending}
              onClick={() => retry.mutate(undefined, { onSuccess: (id) => id && onRetried?.(id) })}
            >
              {words.task.again}
            </Button>
          )
        }
      >
        <SpaceBetween size="xs">
          {task.message && <div>{task.message}</div>}
          <div>
            {reason.next} {reason.again === 'never' && words.task.againNever}
            {reason.again !== 'never' && !canRetry && words.task.againElsewhere}
          </div>
          {reason.open && page && <PageLink to={to(...page)}>{words.task.open[reason.open]}</PageLink>}
          <Box variant="small">{task.reasonCode}</Box>
        </SpaceBetween>
      </Alert>
      {retry.error && <FaultBox error={retry.error} />}
    </SpaceBetween>
  );
};

const addressesOf = ({ invitation, opportunity, engagement }: Task) => ({
  invitation: invitation && ['invitations', invitation],
  opportunity: opportunity && ['opportunities', opportunity],
  engagement: engagement && ['engagements', engagement],
});
