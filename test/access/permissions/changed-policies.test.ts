import { expect, test } from 'vitest';
import { newSealKey } from '../../../src/kit/service/seal.ts';
import type { Interceptor } from '../../../src/kit/sql/intercept.ts';
import { readOptions } from '../../../src/server/read-options.ts';
import { openStore } from '../../../src/store/index.ts';
import { refer, runAcceptTask } from '../../support/data.ts';
import { eventually, startEngine } from '../../support/engine.ts';
import { clientWith, userWithKey } from '../../support/keys.ts';
import { ALPHA, clientOf } from '../../support/server.ts';

/** Once frozen, the step that creates the opportunity cannot write it until it is released, and is retried. */
const frozenStep = () => {
  let isFrozen = false;
  let tries = 0;
  const interceptor: Interceptor = async ({ sql }, run) => {
    if (!isFrozen || !/^insert into "opportunities"/.test(sql)) return run();
    tries += 1;
    throw new Error('The step is frozen by the test');
  };
  return {
    openStore: (location: Parameters<typeof openStore>[0]) => openStore(location, { interceptor }),
    reached: () => eventually(() => tries > 0 || undefined),
    freeze: () => {
      isFrozen = true;
    },
    release: () => {
      isFrozen = false;
    },
  };
};

/** A later step of the task asks for this. */
const LATER = 'partnercentral:CreateResourceSnapshotJob';
const denial = {
  account: ALPHA,
  name: 'connector',
  policy: 'denied',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: LATER, Resource: '*' }] },
};

/** Starts a server and a user's task, which waits at its frozen step. */
const startFrozen = async (isDenied: boolean) => {
  const step = frozenStep();
  const { parts } = await readOptions({
    auth: 'strict',
    accounts: [
      {
        id: ALPHA,
        companyName: 'Alpha',
        credentials: [{ accessKeyId: ALPHA, secretAccessKey: 'secret' }],
      },
    ],
    secretsKeys: [newSealKey()],
    taskWait: 0,
  });
  const server = await startEngine({ ...parts, openStore: step.openStore });
  const connector = clientWith(server, await userWithKey(server, ALPHA));
  if (isDenied) await server.users.putPolicy(denial);
  const { invitationId } = await refer(clientOf(server, ALPHA));
  step.freeze();
  const task = runAcceptTask(connector, invitationId, 'token');
  await step.reached();
  return { server, task, release: step.release };
};

test('an action that is denied while a task runs fails its later step', async () => {
  const { server, task, release } = await startFrozen(false);
  await server.users.putPolicy(denial);
  release();
  expect(await task).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'ResourceSnapshotJobAccessDenied',
    Message: expect.stringContaining(`not authorized to perform: ${LATER}`),
    // The earlier step was permitted, and its effect stays.
    OpportunityId: expect.stringMatching(/^O\d+$/),
  });
});

test('an action that is allowed while a task runs is allowed in its later step', async () => {
  const { server, task, release } = await startFrozen(true);
  await server.users.deletePolicy({ account: ALPHA, name: 'connector', policy: 'denied' });
  release();
  expect(await task).toMatchObject({ TaskStatus: 'COMPLETE' });
});
