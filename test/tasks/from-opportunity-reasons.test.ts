import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { DAY, movableClock } from '../support/clock.ts';
import {
  dayAhead,
  engagement,
  opportunity,
  opportunityInvitation,
  projectOf,
  withoutSolution,
} from '../support/data.ts';
import { uniqueViolation } from '../support/failing-store.ts';
import { ALPHA, BETA, clientOf, errorOf } from '../support/server.ts';
import {
  associateSolution,
  engagementAbout,
  possessions,
  project,
  readyOpportunity,
  submission,
} from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { change, getOpportunity } from '../support/update.ts';

/** The reason codes of StartEngagementFromOpportunityTask, each by its cause. */

const Catalog = 'Sandbox';

/** Starts a new task and runs it. Returns how it ended. */
const shareNow = async (
  { jobs }: Pick<Awaited<ReturnType<typeof heldTasks>>, 'jobs'>,
  client: PartnerCentralSelling,
  id: string,
) => {
  const request = submission(id);
  await client.startEngagementFromOpportunityTask(request);
  await jobs.runTasks();
  return client.startEngagementFromOpportunityTask(request);
};

/** Creates an opportunity that is in an engagement already. */
const takesPart = (client: PartnerCentralSelling, id: string, EngagementIdentifier: string) =>
  client.createResourceSnapshot({
    Catalog,
    ClientToken: `${id} in ${EngagementIdentifier}`,
    EngagementIdentifier,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });

const engagementWithoutContexts = async (client: PartnerCentralSelling): Promise<string> =>
  (await client.createEngagement(engagement())).Id ?? '';

const failure = (ReasonCode: string, says: RegExp) => ({
  TaskStatus: 'FAILED',
  ReasonCode,
  Message: expect.stringMatching(says),
});

test('OpportunitySubmissionFailed: no solution is associated; nothing is left behind', async () => {
  const held = await heldTasks();
  const { Id = '' } = await held.alpha.createOpportunity(opportunity(withoutSolution));
  const task = await shareNow(held, held.alpha, Id);
  expect(task).toMatchObject(
    failure('OpportunitySubmissionFailed', /no solution. Associate one with AssociateOpportunity/),
  );
  expect(await possessions(held.alpha)).toEqual({
    opportunities: 1,
    engagements: 0,
    invitations: 0,
    jobs: 0,
  });

  await associateSolution(held.alpha, Id);
  expect((await shareNow(held, held.alpha, Id)).TaskStatus).toBe('COMPLETE');
});

test('OpportunitySubmissionFailed: the message names every field that is missing', async () => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha, {
    PrimaryNeedsFromAws: undefined,
    OpportunityType: undefined,
    Project: projectOf({ CustomerUseCase: undefined, DeliveryModels: [], SalesActivities: [] }),
    LifeCycle: { Stage: 'Qualified' },
  });
  const task = await shareNow(held, held.alpha, id);
  expect(task).toMatchObject(failure('OpportunitySubmissionFailed', /required to submit/));
  for (const field of [
    'opportunityType',
    'primaryNeedsFromAws',
    'lifeCycle.targetCloseDate',
    'project.customerUseCase',
    'project.deliveryModels',
    'project.salesActivities',
  ]) {
    expect(task.Message).toContain(`${field} is required`);
  }
  expect(task.Message).not.toContain('project.title is required');
});

test('OpportunitySubmissionFailed: the stage is Closed Lost', async () => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha, {
    LifeCycle: { Stage: 'Closed Lost', TargetCloseDate: dayAhead(), ClosedLostReason: 'Other' },
  });
  const task = await shareNow(held, held.alpha, id);
  expect(task).toMatchObject(failure('OpportunitySubmissionFailed', /in the stage Closed Lost/));
});

test('a Prospect with only a description of its solution can be submitted [seen]', async () => {
  const held = await heldTasks();
  const { Id = '' } = await held.alpha.createOpportunity(
    opportunity({ LifeCycle: { TargetCloseDate: dayAhead() } }),
  );
  expect((await shareNow(held, held.alpha, Id)).TaskStatus).toBe('COMPLETE');
});

test('OpportunitySubmissionFailed: the opportunity is submitted already; nothing is done twice', async () => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha);
  expect((await shareNow(held, held.alpha, id)).TaskStatus).toBe('COMPLETE');
  const task = await shareNow(held, held.alpha, id);
  expect(task).toMatchObject(
    failure(
      'OpportunitySubmissionFailed',
      /Only Pending Submission or action required opportunities can be submitted/,
    ),
  );
  expect(await possessions(held.alpha)).toEqual({
    opportunities: 1,
    engagements: 1,
    invitations: 1,
    jobs: 1,
  });
});

test('OpportunityValidationFailed: the target close date passed while the task waited', async () => {
  const clock = movableClock();
  const held = await heldTasks({ clock });
  const id = await readyOpportunity(held.alpha, {
    LifeCycle: { Stage: 'Qualified', TargetCloseDate: dayAhead(5) },
  });
  clock.advance(7 * DAY);
  const task = await shareNow(held, held.alpha, id);
  expect(task).toMatchObject(failure('OpportunityValidationFailed', /targetCloseDate is in the past/));
  const submitting = held.alpha.submitOpportunity({
    Catalog,
    Identifier: id,
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
  });
  expect((await errorOf(submitting)).name).toBe('ValidationException');

  await change(held.alpha, id, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, TargetCloseDate: dayAhead(60) },
  }));
  expect((await shareNow(held, held.alpha, id)).TaskStatus).toBe('COMPLETE');
});

test('EngagementValidationFailed: the engagement has no CustomerProject context', async () => {
  const held = await heldTasks();
  const engagement = await engagementWithoutContexts(held.alpha);
  const id = await readyOpportunity(held.alpha);
  await takesPart(held.alpha, id, engagement);
  expect(await shareNow(held, held.alpha, id)).toMatchObject(
    failure('EngagementValidationFailed', /Add one with CreateEngagementContext/),
  );
  expect((await getOpportunity(held.alpha, id)).LifeCycle?.ReviewStatus).toBe('Pending Submission');

  const { Type, Payload } = project();
  await held.alpha.createEngagementContext({
    Catalog,
    ClientToken: 'project',
    EngagementIdentifier: engagement,
    Type,
    Payload,
  });
  expect(await shareNow(held, held.alpha, id)).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagement,
  });
});

test('of several engagements, one with a CustomerProject context is used', async () => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha);
  const engagements: string[] = [];
  for (const isAbout of [false, true, false]) {
    const engagement = isAbout
      ? await engagementAbout(held.alpha, project())
      : await engagementWithoutContexts(held.alpha);
    await takesPart(held.alpha, id, engagement);
    engagements.push(engagement);
  }
  expect(await shareNow(held, held.alpha, id)).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagements[1],
  });
});

// AWS docs: working-with-multi-partner-opportunities, "You can invite a maximum of nine partners".
test('AWS can join an engagement with ten partners, including invited ones', async () => {
  const held = await heldTasks();
  const engagement = await engagementAbout(held.alpha, project());
  const id = await readyOpportunity(held.alpha);
  await takesPart(held.alpha, id, engagement);
  for (let index = 0; index < 8; index++) {
    await held.alpha.createEngagementInvitation(opportunityInvitation(engagement, `90000000000${index}`));
  }
  await held.alpha.createEngagementInvitation(opportunityInvitation(engagement, BETA));
  expect((await shareNow(held, held.alpha, id)).TaskStatus).toBe('COMPLETE');
});

test('ResourceSnapshotJobValidationFailed: the role of the settings is another account’s', async () => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha);
  await held.alpha.putSellingSystemSettings({
    Catalog,
    ResourceSnapshotJobRoleIdentifier: `arn:aws:iam::${BETA}:role/snapshots`,
  });
  const failed = await shareNow(held, held.alpha, id);
  expect(failed).toMatchObject(
    failure('ResourceSnapshotJobValidationFailed', /Name one of your own with PutSellingSystemSettings/),
  );
  // The earlier steps stay done.
  expect((await getOpportunity(held.alpha, id)).LifeCycle?.ReviewStatus).toBe('Submitted');

  await held.alpha.putSellingSystemSettings({
    Catalog,
    ResourceSnapshotJobRoleIdentifier: `arn:aws:iam::${ALPHA}:role/snapshots`,
  });
  // AWS API reference: "Only populated if TaskStatus is COMPLETE".
  for (const member of ['EngagementId', 'EngagementInvitationId', 'ResourceSnapshotJobId']) {
    expect(failed).not.toHaveProperty(member);
  }
  expect(await shareNow(held, held.alpha, id)).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: expect.stringMatching(/^eng-/),
    EngagementInvitationId: expect.stringMatching(/^engi-/),
    ResourceSnapshotJobId: expect.stringMatching(/^job-/),
  });
  expect(await possessions(held.alpha)).toEqual({
    opportunities: 1,
    engagements: 1,
    invitations: 1,
    jobs: 1,
  });
});

// An opportunity is locked while its snapshot job is created, so only a failure of the store leads here.
test.each([
  ['ResourceSnapshotJobConflict', 'insert resource_snapshot_jobs', 0],
  // After that of AWS's side.
  ['ResourceSnapshotConflict', 'insert resource_snapshots', 1],
])('%s: another request was first; a new task goes on', async (code, statement, passing) => {
  const held = await heldTasks();
  const id = await readyOpportunity(held.alpha);
  held.plan.failNext(1, statement, uniqueViolation(), passing);
  expect(await shareNow(held, held.alpha, id)).toMatchObject(failure(code, /./));
  expect((await shareNow(held, held.alpha, id)).TaskStatus).toBe('COMPLETE');
  expect(await possessions(held.alpha)).toEqual({
    opportunities: 1,
    engagements: 1,
    invitations: 1,
    jobs: 1,
  });
});

test('an opportunity of another account is not found', async () => {
  const { server, alpha, beta } = await heldTasks();
  const id = await readyOpportunity(alpha);
  const calls = [
    beta.startEngagementFromOpportunityTask(submission(id)),
    alpha.startEngagementFromOpportunityTask(submission('O999999999999999')),
    clientOf(server, ALPHA).startEngagementFromOpportunityTask({ ...submission(id), Catalog: 'AWS' }),
  ];
  const errors = await Promise.all(calls.map(errorOf));
  expect(errors.map((error) => error.name)).toEqual(Array(3).fill('ResourceNotFoundException'));
});

test('of several failed tasks, the one that submitted is resumed, and only once', async () => {
  const held = await heldTasks();
  const { Id: id = '' } = await held.alpha.createOpportunity(opportunity(withoutSolution));
  // Several, because the order in which the store finds them must not matter.
  for (let tries = 0; tries < 4; tries++) {
    expect(await shareNow(held, held.alpha, id)).toMatchObject(failure('OpportunitySubmissionFailed', /./));
  }
  await associateSolution(held.alpha, id);
  held.plan.failNext(1, 'insert resource_snapshot_jobs', uniqueViolation());
  expect(await shareNow(held, held.alpha, id)).toMatchObject(failure('ResourceSnapshotJobConflict', /./));
  const { EngagementSummaryList: [engagement] = [] } = await held.alpha.listEngagements({ Catalog });
  expect(await shareNow(held, held.alpha, id)).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagement?.Id,
  });
  expect(await shareNow(held, held.alpha, id)).toMatchObject(failure('OpportunitySubmissionFailed', /./));
  expect(await possessions(held.alpha)).toEqual({
    opportunities: 1,
    engagements: 1,
    invitations: 1,
    jobs: 1,
  });
});
