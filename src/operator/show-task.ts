import Type, { type Static } from 'typebox';
import type { Tasks } from '../store/tables/tasks.ts';
import { AccountId } from './schemas.ts';
import { stepNames } from './task-kinds.ts';

const TaskStep = Type.Object({
  name: Type.String(),
  status: Type.Union(
    [Type.Literal('DONE'), Type.Literal('NEXT'), Type.Literal('FAILED'), Type.Literal('WAITING')],
    {
      description: 'NEXT runs now or will run; WAITING comes after it, or never if the task has failed.',
    },
  ),
  endedAt: Type.Optional(
    Type.String({
      description: 'When it was done. Absent if an earlier task of the invitation did it.',
    }),
  ),
  tries: Type.Integer({ description: 'Number of tries; 0 if an earlier task did it.' }),
});

/** A task of any kind with its steps. */
export const Task = Type.Object({
  id: Type.String(),
  catalog: Type.String(),
  account: AccountId,
  operation: Type.String({ description: 'The operation that started it.' }),
  status: Type.String(),
  startTime: Type.String(),
  endTime: Type.Optional(Type.String()),
  reasonCode: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
  invitation: Type.Optional(Type.String()),
  engagement: Type.Optional(Type.String()),
  opportunity: Type.Optional(Type.String()),
  snapshotJob: Type.Optional(Type.String()),
  context: Type.Optional(Type.String({ description: 'Of a task about a lead: its context.' })),
  involvementType: Type.Optional(Type.String({ description: 'Of a task that submits: its AwsSubmission.' })),
  visibility: Type.Optional(Type.String()),
  name: Type.Optional(Type.String({ description: 'Of a prospecting task.' })),
  steps: Type.Array(TaskStep),
});

/** Returns a task as the operator sees it. */
export const showTask = (task: Tasks): Static<typeof Task> => ({
  id: task.id,
  catalog: task.catalog,
  account: task.account_id,
  operation: task.operation,
  status: task.status,
  startTime: task.start_time,
  ...present({
    endTime: task.end_time,
    reasonCode: task.reason_code,
    message: task.message,
    invitation: task.invitation_id,
    engagement: task.engagement_id,
    opportunity: task.opportunity_id,
    snapshotJob: task.resource_snapshot_job_id,
    context: task.context_id,
    involvementType: task.involvement_type,
    visibility: task.visibility,
    name: task.name,
  }),
  steps: stepsOf(task),
});

const stepsOf = ({ operation, status, step, steps, tries }: Tasks): Static<typeof TaskStep>[] => {
  const own = steps
    .split(',')
    .filter(Boolean)
    .map((entry) => entry.split('*'));
  // A task that resumes an earlier one begins with steps that are done already.
  const before = step - own.length;
  return (stepNames.get(operation) ?? []).map((name, index) => {
    if (index < step) {
      const [endedAt, count] = own[index - before] ?? [];
      return { name, status: 'DONE', ...(endedAt && { endedAt }), tries: Number(count ?? 0) };
    }
    if (index > step) return { name, status: 'WAITING', tries: 0 };
    return { name, status: status === 'FAILED' ? 'FAILED' : 'NEXT', tries };
  });
};

/** Removes members that are empty texts. */
const present = <T extends Record<string, string>>(members: T): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== '')) as Partial<T>;
