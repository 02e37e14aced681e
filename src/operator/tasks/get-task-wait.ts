import Type from 'typebox';
import { action } from '../action.ts';

/** How long operations that start tasks wait for their end. */
export const TaskWait = Type.Object({
  wait: Type.Integer({ description: 'In milliseconds; 0 returns IN_PROGRESS at once.' }),
});

export const getTaskWait = action({
  name: 'tasks.wait',
  method: 'GET',
  path: '/_cosell/task-wait',
  summary:
    'Returns how long the operations that start tasks wait for their end before they return IN_PROGRESS.',
  takes: Type.Object({}),
  answers: TaskWait,
  command: { words: 'task-wait get', example: 'cosell task-wait get' },
  handle: async (_input, { services }) => ({ wait: services.controls.taskWait }),
});
