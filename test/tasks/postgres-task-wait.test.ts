import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Interceptor } from '../../src/kit/sql/intercept.ts';
import { LONGEST_TASK_WAIT_MS } from '../../src/model/task-wait.ts';
import { backingOf } from '../../src/server/backing.ts';
import type { Parts } from '../../src/server/parts.ts';
import { openStore, type StoreLocation } from '../../src/store/index.ts';
import { refer } from '../support/data.ts';
import { eventually, startEngineAt } from '../support/engine.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { ALPHA, clientOf } from '../support/server.ts';

/** A node that accepts requests but runs no jobs. It responds only once the task has ended. */
const startAsker = (databaseUrl: string, parts: Partial<Parts> = {}) => {
  const location = { databaseUrl };
  return startEngineAt(location, {
    taskWait: LONGEST_TASK_WAIT_MS,
    createJobs: async (options) => ({ ...(await backingOf(location).createJobs(options)), start: () => {} }),
    ...parts,
  });
};

/** Terminates the connections on which nodes notify each other: those that hold the lock of the controls. */
const cutLines = (databaseUrl: string) =>
  administer(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and classid::bigint >> 16 = ${0x4357}`,
  );

const openBlind = (location: StoreLocation) => openStore(location, { interceptor: blind });

/** Makes the poll for missed ends fail, so that only notifications of other nodes work. */
const blind: Interceptor = async ({ sql }, run) => {
  if (sql.includes('!=')) throw new Error('The test wants no look');
  return run();
};

const statusesOf = (databaseUrl: string) =>
  administer(databaseUrl, 'select status from tasks').then((rows) => rows.map(({ status }) => status));

test('a waiter on a node that runs no jobs is notified by the node that ran the task', async () => {
  const databaseUrl = await freshDatabase();
  const asked = await startAsker(databaseUrl, { openStore: openBlind });
  await startEngineAt({ databaseUrl });
  const alpha = clientOf(asked, ALPHA);
  for (let round = 0; round < 3; round++) {
    const { invitationId: Identifier } = await refer(alpha);
    const request = { Catalog: 'Sandbox', ClientToken: `token-${round}`, Identifier };
    const answers = await Promise.all([
      alpha.startEngagementByAcceptingInvitationTask(request),
      alpha.startEngagementByAcceptingInvitationTask(request),
    ]);
    expect(answers.map(({ TaskStatus }) => TaskStatus)).toEqual(['COMPLETE', 'COMPLETE']);
  }
});

test('equal requests on two nodes both get the end of the task', async () => {
  const databaseUrl = await freshDatabase();
  const one = clientOf(await startAsker(databaseUrl, { openStore: openBlind }), ALPHA);
  const other = clientOf(await startEngineAt({ databaseUrl }, { taskWait: LONGEST_TASK_WAIT_MS }), ALPHA);
  const { invitationId: Identifier } = await refer(one);
  const request = { Catalog: 'Sandbox', ClientToken: 'token', Identifier };
  const answers = await Promise.all([
    one.startEngagementByAcceptingInvitationTask(request),
    other.startEngagementByAcceptingInvitationTask(request),
  ]);
  expect(answers.map(({ TaskStatus }) => TaskStatus)).toEqual(['COMPLETE', 'COMPLETE']);
  expect(new Set(answers.map(({ TaskId }) => TaskId)).size).toBe(1);
});

test('a waiter gets the end although the connection for notifications was cut', async () => {
  const databaseUrl = await freshDatabase();
  const alpha = clientOf(await startAsker(databaseUrl), ALPHA);
  const { invitationId: Identifier } = await refer(alpha);
  const answer = alpha.startEngagementByAcceptingInvitationTask({
    Catalog: 'Sandbox',
    ClientToken: 'token',
    Identifier,
  });
  await eventually(async () => (await statusesOf(databaseUrl)).length === 1);
  await cutLines(databaseUrl);
  await startEngineAt({ databaseUrl });
  // While the task runs, the connections are cut again and again, so notifications are lost.
  while ((await statusesOf(databaseUrl)).includes('IN_PROGRESS')) {
    await cutLines(databaseUrl);
    await sleep(5);
  }
  await cutLines(databaseUrl);
  expect((await answer).TaskStatus).toBe('COMPLETE');
});

test('an end without a notification, because its node died, is found', async () => {
  const databaseUrl = await freshDatabase();
  const alpha = clientOf(await startAsker(databaseUrl), ALPHA);
  const { invitationId: Identifier } = await refer(alpha);
  const request = { Catalog: 'Sandbox', ClientToken: 'token', Identifier };
  const answer = alpha.startEngagementByAcceptingInvitationTask(request);
  await eventually(async () => (await statusesOf(databaseUrl)).length === 1);
  await administer(databaseUrl, "update tasks set status = 'FAILED', reason_code = 'InternalError'");
  expect(await answer).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InternalError' });
});
