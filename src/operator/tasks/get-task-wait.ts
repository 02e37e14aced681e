import Type from 'typebox';
import { action } from '../action.ts';

/** How long what starts a task waits for its end. */
export const TaskWait = Type.Object({
  wait: Type.Integer({ description: 'Milliseconds; 0 where IN_PROGRESS is answered at once.' }),
});

export const getTaskWait = action({
  name: 'tasks.wait',
  method: 'GET',
  path: '/_cosell/task-wait',
  summary:
    'Tells how long the operations that start tasks wait for their end before they answer IN_PROGRESS.',
  takes: Type.Object({}),
  answers: TaskWait,
  command: { words: 'task-wait get', example: 'cosell task-wait get' },
  handle: async (_input, { services }) => ({ wait: services.controls.taskWait }),
});
