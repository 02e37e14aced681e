import { ReasonCode } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { createEmbeddedQueue } from '../../src/kit/queue/embedded.ts';
import { addMember, findEngagement } from '../../src/store/repositories/engagements.ts';
import { DAY, movableClock } from '../support/clock.ts';
import {
  dayAhead,
  engagement,
  invite,
  leadInvitation,
  opportunityInvitation,
  refer,
} from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { uniqueViolation } from '../support/failing-store.ts';
import { ALPHA, BETA, temporaryFolder } from '../support/server.ts';
import { changeStore, heldTasks, startTask } from '../support/tasks.ts';

/** Codes that this task cannot end with yet, and why. When you remove a cause, add a test of the code. */
const cannotArise: Partial<Record<ReasonCode, string>> = {
  InvitationAccessDenied: 'there are no policies yet',
  OpportunityAccessDenied: 'there are no policies yet',
  ResourceSnapshotJobAccessDenied: 'there are no policies yet',
  ResourceSnapshotAccessDenied: 'there are no policies yet',
  EngagementAccessDenied: 'of the tasks from an opportunity and from an engagement',
  OpportunitySubmissionFailed: 'the task does not submit; of the task from an opportunity',
  RequestThrottled: 'there are no quotas of rate yet',
  ContextNotFound: 'of the task from an engagement',
  CustomerProjectContextNotPermitted: 'of the task from an engagement',
  DisqualifiedLeadNotPermitted: 'of the task from an engagement',
};

/** Codes that the tests below reach, each by its cause. */
const canArise = [
  'InvitationValidationFailed',
  'EngagementInvitationConflict',
  'EngagementConflict',
  'EngagementValidationFailed',
  'ServiceQuotaExceeded',
  'OpportunityValidationFailed',
  'OpportunityConflict',
  'ResourceSnapshotJobValidationFailed',
  'ResourceSnapshotJobConflict',
  'ResourceSnapshotConflict',
  'ResourceSnapshotValidationFailed',
  'InternalError',
] as const;

/** Asserts that a task failed with this code and a message that says what to do. */
const expectFailure = (task: object, code: (typeof canArise)[number], says: RegExp): void => {
  expect(task).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: code,
    Message: expect.stringMatching(says),
  });
};

test('every code of the API is reached here or known not to occur yet', () => {
  const known = [...canArise, ...Object.keys(cannotArise)].sort();
  expect(known).toEqual(Object.values(ReasonCode).sort());
});

test('InvitationValidationFailed: the invitation expired while the task waited', async () => {
  const clock = movableClock();
  const { jobs, alpha } = await heldTasks({ clock });
  const { invitationId } = await refer(alpha);
  const task = await startTask(alpha, invitationId);
  clock.advance(15 * DAY);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'InvitationValidationFailed',
    /expired on .* Ask its sender for a new one/,
  );
  expect(await task.state()).not.toHaveProperty('OpportunityId');
});

test('InvitationValidationFailed: the invitation was rejected while the task waited, or before', async () => {
  const { jobs, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  const waiting = await startTask(alpha, invitationId);
  await alpha.rejectEngagementInvitation({
    Catalog: 'Sandbox',
    Identifier: invitationId,
    RejectionReason: 'Unable to contact customer',
  });
  const late = await startTask(alpha, invitationId);
  await jobs.runTasks();
  for (const task of [waiting, late]) {
    expectFailure(
      await task.state(),
      'InvitationValidationFailed',
      /was rejected. Ask its sender for a new one/,
    );
  }
});

test('InvitationValidationFailed: the invitation is about a lead', async () => {
  const { jobs, alpha, beta } = await heldTasks();
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  const { Id = '' } = await alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
  const task = await startTask(beta, Id);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'InvitationValidationFailed',
    /Accept it with AcceptEngagementInvitation/,
  );
  const { Status } = await beta.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: Id });
  expect(Status).toBe('PENDING');
});

test('EngagementInvitationConflict: another task or another request accepted it first', async () => {
  const { jobs, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  const [first, second] = [await startTask(alpha, invitationId), await startTask(alpha, invitationId)];
  await jobs.runTasks();
  expect((await first.state()).TaskStatus).toBe('COMPLETE');
  expectFailure(
    await second.state(),
    'EngagementInvitationConflict',
    /Start the task again, with another client token/,
  );

  const other = await refer(alpha);
  const task = await startTask(alpha, other.invitationId);
  await alpha.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: other.invitationId });
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'EngagementInvitationConflict',
    /Start the task again, with another client token/,
  );
});

test('EngagementInvitationConflict: two concurrent tasks accept it once', async () => {
  const { jobs, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  const tasks = [await startTask(alpha, invitationId), await startTask(alpha, invitationId)];
  await Promise.all(jobs.takeTasks().map(jobs.deliver));
  const states = await Promise.all(tasks.map((task) => task.state()));
  const failed = states.filter((state) => state.TaskStatus === 'FAILED');
  expect(states.filter((state) => state.TaskStatus === 'COMPLETE')).toHaveLength(1);
  expect(failed.map((state) => state.ReasonCode)).toEqual(['EngagementInvitationConflict']);
});

// A member cannot be invited, and an invited account cannot join in another way, so no operation leads here.
test('EngagementConflict: the account became a member while the task waited', async () => {
  const folder = await temporaryFolder();
  const { server, alpha } = await heldTasks({ location: { folder } });
  const { engagementId, invitationId } = await invite(alpha, BETA);
  await changeStore(server, folder, (store) => join(store, engagementId, [BETA]));

  const { jobs, beta } = await heldTasks({ location: { folder } });
  const task = await startTask(beta, invitationId);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'EngagementConflict',
    /member of the engagement already.*Reject the invitation/,
  );
});

// An invitation is sent only if members and pending invitations are fewer than ten, so no operation leads here.
test('ServiceQuotaExceeded: the engagement filled up while the task waited', async () => {
  const folder = await temporaryFolder();
  const { server, alpha } = await heldTasks({ location: { folder } });
  const { engagementId, invitationId } = await invite(alpha, BETA);
  const nine = Array.from({ length: 9 }, (_, index) => `90000000000${index}`);
  await changeStore(server, folder, (store) => join(store, engagementId, nine));

  const { jobs, beta } = await heldTasks({ location: { folder } });
  const task = await startTask(beta, invitationId);
  await jobs.runTasks();
  expectFailure(await task.state(), 'ServiceQuotaExceeded', /has 10 partners.*open another one/);
  // AcceptEngagementInvitation has no such exception.
  const directly = beta.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  await expect(directly).rejects.toMatchObject({
    name: 'ConflictException',
    message: expect.stringMatching(/has 10 partners/),
  });
  const { Status } = await beta.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(Status).toBe('PENDING');
});

test('the quota of partners is enforced on invitations: the tenth is refused', async () => {
  const { alpha } = await heldTasks();
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  for (let index = 0; index < 9; index++) {
    await alpha.createEngagementInvitation(opportunityInvitation(engagementId, `90000000000${index}`));
  }
  await expect(alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA))).rejects.toThrow(
    /at most 10 partners/,
  );
});

test('EngagementValidationFailed: the engagement is about a lead only', async () => {
  const { jobs, alpha, beta } = await heldTasks();
  const { Id: engagementId = '' } = await alpha.createEngagement({
    ...engagement(),
    Contexts: [
      {
        Type: 'Lead',
        Payload: {
          Lead: {
            QualificationStatus: 'New',
            Customer: { CompanyName: 'Example Corp', Address: { CountryCode: 'US' } },
            Interactions: [
              {
                SourceType: 'Event',
                SourceId: 're-1',
                SourceName: 're:Invent',
                CustomerAction: 'Attended',
                Contact: {
                  FirstName: 'Mary',
                  LastName: 'Major',
                  BusinessTitle: 'CTO',
                  Email: 'mary@example.com',
                },
              },
            ],
          },
        },
      },
    ],
  });
  const { Id = '' } = await alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));
  const task = await startTask(beta, Id);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'EngagementValidationFailed',
    /no CustomerProject context.*Ask its sender to add one/,
  );
});

test('OpportunityValidationFailed: the target close date passed; a task resumes once AWS has moved it', async () => {
  const clock = movableClock();
  const { jobs, alpha, aws } = await heldTasks({ clock });
  const LifeCycle = { Stage: 'Qualified', TargetCloseDate: dayAhead(5) } as const;
  const { invitationId, opportunityId } = await refer(alpha, { LifeCycle });
  clock.advance(7 * DAY);
  const task = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'OpportunityValidationFailed',
    /targetCloseDate is in the past.*start again/,
  );

  await update(aws, opportunityId, { LifeCycle: { ...LifeCycle, TargetCloseDate: dayAhead(60) } });
  const again = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expect(await again.state()).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
});

test('OpportunityValidationFailed: AWS closed the opportunity as lost', async () => {
  const { jobs, alpha, aws } = await heldTasks();
  const { invitationId, opportunityId } = await refer(alpha);
  await update(aws, opportunityId, {
    LifeCycle: {
      Stage: 'Closed Lost',
      ClosedLostReason: 'Lost to Competitor - Other',
      TargetCloseDate: dayAhead(),
    },
  });
  const task = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expectFailure(
    await task.state(),
    'OpportunityValidationFailed',
    /Closed Lost.*Ask the sender to correct it/,
  );
});

test('OpportunityConflict: two tasks resume from the accepted invitation', async () => {
  const { jobs, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  await alpha.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  const [first, second] = [await startTask(alpha, invitationId), await startTask(alpha, invitationId)];
  await jobs.runTasks();
  expect((await first.state()).TaskStatus).toBe('COMPLETE');
  expectFailure(await second.state(), 'OpportunityConflict', /List its opportunities to find it/);
});

test('ResourceSnapshotJobValidationFailed: the role of the settings is another account’s', async () => {
  const { jobs, alpha } = await heldTasks();
  const { invitationId, opportunityId } = await refer(alpha);
  const putRole = (account: string) =>
    alpha.putSellingSystemSettings({
      Catalog: 'Sandbox',
      ResourceSnapshotJobRoleIdentifier: `arn:aws:iam::${account}:role/snapshots`,
    });
  await putRole(BETA);
  const task = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expectFailure(await task.state(), 'ResourceSnapshotJobValidationFailed', /Name one of your own/);
  await putRole(ALPHA);
  const again = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expect(await again.state()).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
});

test('ResourceSnapshotJobConflict: two tasks resume from the created opportunity', async () => {
  const { jobs, plan, alpha } = await heldTasks();
  const { invitationId, opportunityId } = await refer(alpha);
  await stopAtStepThree({ jobs, plan, alpha }, invitationId);
  const [first, second] = [await startTask(alpha, invitationId), await startTask(alpha, invitationId)];
  expect((await first.state()).OpportunityId).toBe(opportunityId);
  await jobs.runTasks();
  expect(await first.state()).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  expectFailure(await second.state(), 'ResourceSnapshotJobConflict', /There is nothing left to do/);
});

// Transactions are serial here; on PostgreSQL a concurrent one may take the revision.
test('ResourceSnapshotConflict: another snapshot took the revision', async () => {
  const { jobs, plan, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  plan.failNext(1, 'insert resource_snapshots', uniqueViolation());
  const task = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expectFailure(await task.state(), 'ResourceSnapshotConflict', /Start again with another client token/);
  const again = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expect((await again.state()).TaskStatus).toBe('COMPLETE');
});

// No operation deletes an opportunity, so only a change of the store leads here.
test('ResourceSnapshotValidationFailed: the opportunity is gone when its snapshot is due', async () => {
  const folder = await temporaryFolder();
  const { server, jobs: held, plan, alpha: before } = await heldTasks({ location: { folder } });
  const { invitationId, opportunityId } = await refer(before);
  await stopAtStepThree({ jobs: held, plan, alpha: before }, invitationId);
  await server.close();

  const clock = movableClock();
  const second = await heldTasks({ location: { folder }, clock });
  const task = await startTask(second.alpha, invitationId);
  const [waiting] = second.jobs.takeTasks();
  const { TaskId = '' } = await task.state();
  await changeStore(second.server, folder, (store) =>
    store.transaction(async (tx) => {
      await tx
        .deleteFrom('opportunities')
        .where('account_id', '=', ALPHA)
        .where('id', '=', opportunityId)
        .execute();
    }),
  );

  const { jobs, alpha } = await heldTasks({ location: { folder } });
  if (waiting) await jobs.deliver(waiting);
  const { TaskSummaries: [failed = {}] = [] } = await alpha.listEngagementByAcceptingInvitationTasks({
    Catalog: 'Sandbox',
    TaskIdentifier: [TaskId],
  });
  expectFailure(failed, 'ResourceSnapshotValidationFailed', /Start again with another client token/);
  const again = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expect(await again.state()).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
});

test('InternalError: a step failed until it was given up; a new task resumes where it stopped', async () => {
  const clock = movableClock();
  const { plan, alpha } = await heldTasks({
    clock,
    createJobs: (options) => createEmbeddedQueue({ ...options, attempts: 4, firstDelayMs: 60_000 }),
  });
  const { invitationId, opportunityId } = await refer(alpha);
  plan.failNext(4, 'insert opportunities');
  const task = await startTask(alpha, invitationId);
  const failed = await eventually(async () => {
    clock.advance(60_000);
    const state = await task.state();
    return state.TaskStatus === 'FAILED' ? state : undefined;
  });
  expectFailure(failed, 'InternalError', /Start it again with another client token/);
  expect(plan.failures).toBe(4);

  const again = await startTask(alpha, invitationId);
  const complete = await eventually(async () => {
    const state = await again.state();
    return state.TaskStatus === 'IN_PROGRESS' ? undefined : state;
  });
  expect(complete).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
});

type Held = Pick<Awaited<ReturnType<typeof heldTasks>>, 'jobs' | 'plan' | 'alpha'>;

/** Makes a task of Alpha fail after the opportunity was created and before its snapshot job. */
const stopAtStepThree = async ({ jobs, plan, alpha }: Held, invitation: string): Promise<void> => {
  const task = await startTask(alpha, invitation);
  plan.failNext(1, 'insert resource_snapshot_jobs');
  const [waiting] = jobs.takeTasks();
  if (!waiting) throw new Error('The task left no job');
  await expect(jobs.deliver(waiting)).rejects.toThrow('the test wants it');
  await jobs.giveUp(waiting);
  expect(await task.state()).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InternalError' });
};

/** Changes an opportunity of a client's account; sends the other members unchanged. */
const update = async (
  client: Held['alpha'],
  Identifier: string,
  changes: Omit<
    Parameters<typeof client.updateOpportunity>[0],
    'Catalog' | 'Identifier' | 'LastModifiedDate'
  >,
): Promise<void> => {
  const { $metadata, ...current } = await client.getOpportunity({ Catalog: 'Sandbox', Identifier });
  await client.updateOpportunity({ ...current, Catalog: 'Sandbox', Identifier, ...changes });
};

const join = (store: Parameters<Parameters<typeof changeStore>[2]>[0], id: string, accounts: string[]) =>
  store.transaction(async (tx) => {
    const found = await findEngagement(tx, { catalog: 'Sandbox', id });
    if (!found) throw new Error(`There is no engagement ${id}`);
    for (const account of accounts) await addMember(tx, found, account, new Date().toISOString());
  });
