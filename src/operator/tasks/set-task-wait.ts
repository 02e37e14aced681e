import Type from 'typebox';
import { LONGEST_TASK_WAIT_MS } from '../../model/task-wait.ts';
import { action } from '../action.ts';
import { Duration, durationOf, refusal } from '../clock-state.ts';
import { TaskWait } from './get-task-wait.ts';

export const setTaskWait = action({
  name: 'tasks.setWait',
  method: 'PUT',
  path: '/_cosell/task-wait',
  summary:
    'Sets how long the operations that start tasks wait for their end, from the next request on. Default: what each server was started with.',
  takes: Type.Object({ wait: Type.Optional(Duration) }),
  answers: TaskWait,
  command: { words: 'task-wait set', example: 'cosell task-wait set --wait 0' },
  handle: async ({ wait }, { services: { controls } }) => {
    const milliseconds = wait === undefined ? undefined : durationOf('wait', wait);
    if (milliseconds !== undefined && milliseconds > LONGEST_TASK_WAIT_MS) {
      throw refusal('wait', 'has to be at most ten minutes');
    }
    await controls.setTaskWait(milliseconds);
    return { wait: controls.taskWait };
  },
});
