import Type, { type Static } from 'typebox';
import { breathe } from '../../kit/flow/pace.ts';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { findLatestTasks } from '../../store/repositories/task-lists.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { AccountId, Catalog } from '../schemas.ts';
import { showTask, Task } from '../show-task.ts';
import { stepNames } from '../task-kinds.ts';

/** How many are made from their rows before others get their turn. */
const SHOWN_AT_ONCE = 100;

/** Costs what `readFilteredPage` costs: a page may be short although there are more. */
export const listTasks = action({
  name: 'tasks.list',
  method: 'GET',
  path: '/_cosell/tasks',
  summary: 'Lists tasks of every kind with their steps, latest first.',
  own: 'cosell:ReadTasks',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    catalog: Type.Optional(Catalog),
    id: Type.Optional(Type.String({ description: 'The id of a task: lists it alone.' })),
    invitation: Type.Optional(Type.String({ description: 'The id of the invitation that it is about.' })),
    engagement: Type.Optional(Type.String({ description: 'The id of the engagement that it is about.' })),
    opportunity: Type.Optional(Type.String({ description: 'The id of the opportunity that it is about.' })),
    status: Type.Optional(
      Type.Union([Type.Literal('IN_PROGRESS'), Type.Literal('COMPLETE'), Type.Literal('FAILED')]),
    ),
    operation: Type.Optional(
      Type.Enum([...stepNames.keys()], { description: 'The operation that started the task.' }),
    ),
    after: Type.Optional(Type.String({ description: 'The `next` of an earlier response.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  }),
  answers: Type.Object({
    tasks: Type.Array(Task),
    next: Type.Optional(Type.String({ description: 'The `after` of the next page; absent on the last.' })),
  }),
  command: {
    words: 'tasks',
    pages: (answer) =>
      (answer as { tasks: Static<typeof Task>[] }).tasks.flatMap((task) => pageOf('task', task.id, task)),
    example: 'cosell tasks --account 111122223333 --status FAILED',
  },
  handle: async ({ account, after, limit = 100, ...filter }, { reads }) => {
    const { tasks, next } = await findLatestTasks(reads, {
      account: account === undefined ? undefined : (normalAccount(account) ?? account),
      ...filter,
      operations: [...stepNames.keys()],
      after: after === undefined ? undefined : positionOf(after),
      limit,
    });
    const shown: Static<typeof Task>[] = [];
    for (const task of tasks) {
      shown.push(showTask(task));
      if (shown.length % SHOWN_AT_ONCE === 0) await breathe();
    }
    return { tasks: shown, ...(next && { next: next.join('/') }) };
  },
});

const positionOf = (after: string): [string, string] => {
  const [startTime, id, ...others] = after.split('/');
  if (startTime && id && others.length === 0) return [startTime, id];
  throw requestValidationFailed([
    {
      FieldName: 'after',
      Message: 'after has to be the `next` of an earlier response.',
      Code: 'INVALID_VALUE',
    },
  ]);
};
