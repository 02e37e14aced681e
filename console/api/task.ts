import type { Paths } from './operator-paths.ts';

export type TasksQuery = NonNullable<Paths['/_cosell/tasks']['get']['parameters']['query']>;

/** A task of any kind with its steps, as the operator's API and the live stream show it. */
export type Task =
  Paths['/_cosell/tasks']['get']['responses'][200]['content']['application/json']['tasks'][number];
export type TaskStep = Task['steps'][number];
/** An operation that starts a task: the kind of the task. */
export type TaskOperation = NonNullable<TasksQuery['operation']>;

/** What a task is about: it matches all that is given. */
export type TaskAbout = Pick<TasksQuery, 'id' | 'operation' | 'invitation' | 'engagement' | 'opportunity'>;
