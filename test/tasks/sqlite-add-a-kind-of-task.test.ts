import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copySources } from '../support/copied-sources.ts';
import { addFault, operate } from '../support/operator.ts';
import { serve } from '../support/process.ts';
import { ALPHA, clientOf, errorOf, temporaryFolder } from '../support/server.ts';

/** A kind of task in one file. It replaces CreateEngagement, because the API has no other operation that starts a task. */
const kind = `
import type { TaskKind } from '../task-kind.ts';

export const greet = {
  name: 'CreateEngagement',
  resource: 'greeting-task',
  idLength: 14,
  waits: true,
  steps: [
    { name: 'say hello', run: async (_work, task) => ({ engagement_id: task.name + ' hello' }) },
    { name: 'say goodbye', run: async (_work, task) => ({ engagement_id: task.engagement_id + ' goodbye' }) },
  ],
  describe: (task, arn) => ({ Arn: arn, Id: task.id + ' ' + task.status + ' ' + task.engagement_id }),
} as const satisfies TaskKind;
`;

/** The operation that starts it, added as every operation is. */
const operation = `
import { greet as kind } from '../../tasks/greet/index.ts';
import { operation } from '../operation.ts';
import { startTask } from '../tasks/start-task.ts';

export const createEngagement = operation(kind.name, 'Write', (input, call) =>
  startTask(call, kind, input, async () => ({ name: input.Title })),
);
`;

test('a kind of task is added by one file: it is started, run, described, and known to the operator', async () => {
  const copy = await copySources({
    'src/tasks/greet/index.ts': kind,
    'src/operations/engagements/create-engagement.ts': operation,
  });
  const server = await serve(await temporaryFolder(), [], join(copy, 'src/cli/main.ts')).ready;
  const alpha = clientOf(server, ALPHA);
  const start = (ClientToken: string) =>
    alpha.createEngagement({ Catalog: 'AWS', ClientToken, Title: 'Ada,', Description: 'A greeting' });

  // The operation waits for it, each step runs once and in order, and the response is the definition's view.
  const { Id = '', Arn = '' } = await start('one');
  const [id = ''] = Id.split(' ');
  expect(id).toMatch(/^task-[0-9a-z]{14}$/);
  expect(Id).toBe(`${id} COMPLETE Ada, hello goodbye`);
  expect(Arn).toBe(`arn:aws:partnercentral:us-east-1::catalog/AWS/greeting-task/${id}`);
  expect((await start('one')).Id).toBe(Id);

  // An injection finds the step by its name; the refusal of an unknown step lists the steps.
  await addFault(server, { operation: 'CreateEngagement', step: 'say-goodbye', fail: 'InternalError' });
  expect((await start('two')).Id).toMatch(/ FAILED Ada, hello$/);
  const refused = addFault(server, { operation: 'CreateEngagement', step: 'sing', fail: 'InternalError' });
  expect((await errorOf(refused)).ErrorList?.[0]?.Message).toContain('say hello, say goodbye');

  // An injection of the wait works for it too.
  await addFault(server, { operation: 'CreateEngagement', taskWait: 0 });
  expect((await start('three')).Id).toMatch(/ IN_PROGRESS /);

  const path = 'tasks?operation=CreateEngagement&status=FAILED';
  expect(await operate(server, 'GET', path)).toMatchObject({
    tasks: [
      {
        steps: [
          { name: 'say hello', status: 'DONE', tries: 1 },
          { name: 'say goodbye', status: 'FAILED', tries: 1 },
        ],
      },
    ],
  });
});
