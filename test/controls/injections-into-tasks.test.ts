import { ReasonCode } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import { stepNames } from '../../src/operator/task-kinds.ts';
import { prospect } from '../support/co-sell.ts';
import { invite, refer, runAcceptTask } from '../support/data.ts';
import { addFault, advance, listFaults, operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { convert, engagementAbout, possessions, readyOpportunity, share } from '../support/sharing.ts';

const start = async () => {
  const server = await startServer();
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA) };
};

test.each(Object.values(ReasonCode))(
  'a task fails with %s, and another one completes the remaining steps',
  async (reason) => {
    const { server, alpha } = await start();
    const { invitationId, opportunityId } = await refer(alpha);
    await addFault(server, { step: 'create the opportunity', fail: reason, message: 'As you wish' });
    const failed = await runAcceptTask(alpha, invitationId);
    expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: reason, Message: 'As you wish' });
    expect(failed.OpportunityId).toBeUndefined();
    expect(await listFaults(server)).toEqual([]);
    expect(await possessions(alpha)).toMatchObject({ opportunities: 0, engagements: 1 });

    const again = await runAcceptTask(alpha, invitationId);
    expect(again).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  },
);

describe('each step of each task can be made to fail', () => {
  type Clients = Awaited<ReturnType<typeof start>>;
  const runs: Record<string, (clients: Clients) => Promise<{ TaskStatus?: string; ReasonCode?: string }>> = {
    StartEngagementByAcceptingInvitationTask: async ({ alpha }) =>
      runAcceptTask(alpha, (await refer(alpha)).invitationId),
    StartEngagementFromOpportunityTask: async ({ alpha }) => share(alpha, await readyOpportunity(alpha)),
    StartOpportunityFromEngagementTask: async ({ alpha }) => convert(alpha, await engagementAbout(alpha)),
    StartProspectingFromEngagementTask: async ({ alpha }) =>
      prospect(alpha, 'Sweep', await engagementAbout(alpha)),
  };
  const steps = {
    StartEngagementByAcceptingInvitationTask: [
      'accept the invitation',
      'create the opportunity',
      'copy details for tracking',
    ],
    StartEngagementFromOpportunityTask: [
      'create the engagement',
      'invite AWS',
      'submit the opportunity',
      'follow the opportunity',
    ],
    StartOpportunityFromEngagementTask: [
      'draft the opportunity',
      'add the project to the engagement',
      'link the opportunity to the engagement',
    ],
    StartProspectingFromEngagementTask: ['prospect the engagements'],
  };
  const cases = Object.entries(steps).flatMap(([operation, names]) =>
    names.map((step) => ({ operation, step })),
  );

  test('covers every kind of task', () => {
    expect(Object.keys(runs).sort()).toEqual([...stepNames.keys()].sort());
  });

  test('there is no other step', () => {
    expect(Object.fromEntries(stepNames)).toEqual(steps);
  });

  test.each(cases)('$operation: $step', async ({ operation, step }) => {
    const clients = await start();
    const { server } = clients;
    await addFault(server, {
      operation,
      step: step.replaceAll(' ', '-').toUpperCase(),
      fail: 'EngagementConflict',
    });
    expect((await listFaults(server))[0]).toMatchObject({ operation, step, remaining: 1 });
    expect((await runs[operation]?.(clients))?.TaskStatus).toBe('FAILED');
    expect(await listFaults(server)).toEqual([]);
    expect((await runs[operation]?.(clients))?.TaskStatus).toMatch(/^COMPLETED?$/);
  });
});

test('of many concurrent tasks exactly as many fail as requested, all of one account', async () => {
  const { server, alpha, beta } = await start();
  await addFault(server, { account: ALPHA, fail: 'RequestThrottled', times: 7 });
  const tasksOf = async (client: typeof alpha) => {
    const invitations = [];
    for (let count = 0; count < 12; count++) invitations.push((await refer(client)).invitationId);
    const tasks = await Promise.all(invitations.map((invitation) => runAcceptTask(client, invitation)));
    return tasks.map((task) => task.ReasonCode ?? task.TaskStatus);
  };
  const [ofAlpha, ofBeta] = await Promise.all([tasksOf(alpha), tasksOf(beta)]);
  expect(ofAlpha.filter((outcome) => outcome === 'RequestThrottled')).toHaveLength(7);
  expect(ofAlpha.filter((outcome) => outcome === 'COMPLETE')).toHaveLength(5);
  expect(ofBeta).toEqual(Array(12).fill('COMPLETE'));
  expect(await listFaults(server)).toEqual([]);
});

test('tasks still fail for other reasons', async () => {
  const { server, alpha, beta } = await start();
  await addFault(server, {
    account: BETA,
    step: 'copy details for tracking',
    fail: 'InternalError',
    times: 0,
  });
  const { invitationId } = await invite(alpha, BETA);
  await advance(server, '15d');
  const late = await runAcceptTask(beta, invitationId);
  expect(late).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InvitationValidationFailed' });
  const other = await invite(alpha, BETA);
  expect(await runAcceptTask(beta, other.invitationId)).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'InternalError',
    Message: expect.stringContaining('copy details for tracking'),
  });
  await operate(server, 'DELETE', 'faults');
  expect((await runAcceptTask(beta, other.invitationId)).TaskStatus).toBe('COMPLETE');
});
