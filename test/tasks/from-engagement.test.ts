import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';
import {
  conversion,
  convert,
  engagementAbout,
  giveUpAt,
  lead,
  newsOf,
  onlyOpportunity,
  possessions,
  project,
} from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';

/** StartOpportunityFromEngagementTask: its reason codes, repeated, and interrupted. */

const Catalog = 'Sandbox';
const ONE_OF_EACH = { opportunities: 1, engagements: 1, invitations: 0, jobs: 1 };

const failure = (ReasonCode: string, says: RegExp) => ({
  TaskStatus: 'FAILED',
  ReasonCode,
  Message: expect.stringMatching(says),
});

const start = async () => {
  const server = await startServer();
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA) };
};

const contextsOf = async (client: PartnerCentralSelling, Identifier: string) => {
  const { Contexts = [] } = await client.getEngagement({ Catalog, Identifier });
  return Contexts.map(({ Id, Type }) => `${Id} ${Type}`);
};

describe('reasons', () => {
  test('ContextNotFound: the engagement has no such context', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha);
    expect(await convert(alpha, engagement, '2')).toMatchObject({
      ...failure('ContextNotFound', /no context 2. Get the engagement/),
      EngagementId: engagement,
      ContextId: '2',
    });
    expect(await possessions(alpha)).toMatchObject({ opportunities: 0, jobs: 0 });
  });

  test('CustomerProjectContextNotPermitted: the context is a project', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha, lead(), project());
    expect(await convert(alpha, engagement, '2')).toMatchObject(
      failure('CustomerProjectContextNotPermitted', /Context 2 is no lead. Name a context of Type Lead/),
    );
    expect((await convert(alpha, engagement, '1')).TaskStatus).toBe('COMPLETE');
  });

  test('DisqualifiedLeadNotPermitted: until the lead is qualified', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha, lead({ QualificationStatus: 'Disqualified' }));
    expect(await convert(alpha, engagement)).toMatchObject(
      failure('DisqualifiedLeadNotPermitted', /QualificationStatus with UpdateEngagementContext/),
    );
    const { ModifiedAt } = await alpha.getEngagement({ Catalog, Identifier: engagement });
    await alpha.updateEngagementContext({
      Catalog,
      EngagementIdentifier: engagement,
      ContextIdentifier: '1',
      EngagementLastModifiedAt: ModifiedAt,
      Type: 'Lead',
      Payload: {
        Lead: {
          QualificationStatus: 'Qualified',
          Customer: { CompanyName: 'Example Corp', Address: { CountryCode: 'US' } },
        },
      },
    });
    expect((await convert(alpha, engagement)).TaskStatus).toBe('COMPLETE');
  });

  test('ServiceQuotaExceeded: the engagement has five contexts; nothing is drafted', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha, lead(), lead(), lead(), lead(), lead());
    expect(await convert(alpha, engagement)).toMatchObject(
      failure('ServiceQuotaExceeded', /has 5 contexts, the most there can be/),
    );
    expect(await possessions(alpha)).toMatchObject({ opportunities: 0, jobs: 0 });
  });

  test('OpportunityConflict: the lead has become an opportunity already; another lead still can', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha, lead(), lead());
    const { OpportunityId } = await convert(alpha, engagement);
    expect(await convert(alpha, engagement)).toMatchObject(
      failure('OpportunityConflict', new RegExp(`became opportunity ${OpportunityId}`)),
    );
    const other = await convert(alpha, engagement, '2');
    expect(other.TaskStatus).toBe('COMPLETE');
    expect(other.OpportunityId).not.toBe(OpportunityId);
    expect(await possessions(alpha)).toMatchObject({ opportunities: 2, jobs: 2 });
  });

  test('ResourceSnapshotJobValidationFailed: the role of the settings is another account’s', async () => {
    const { alpha } = await start();
    const engagement = await engagementAbout(alpha);
    const putRole = (account: string) =>
      alpha.putSellingSystemSettings({
        Catalog,
        ResourceSnapshotJobRoleIdentifier: `arn:aws:iam::${account}:role/snapshots`,
      });
    await putRole(BETA);
    const failed = await convert(alpha, engagement);
    expect(failed).toMatchObject(
      failure('ResourceSnapshotJobValidationFailed', /Name one of your own with PutSellingSystemSettings/),
    );
    expect(failed.OpportunityId).toBeUndefined();
    await putRole(ALPHA);
    const OpportunityId = await onlyOpportunity(alpha);
    expect(await convert(alpha, engagement)).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId });
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
    expect(await contextsOf(alpha, engagement)).toEqual(['1 Lead', '2 CustomerProject']);
  });

  test('ResourceSnapshotJobConflict: the partner created the snapshot job itself meanwhile', async () => {
    const held = await heldTasks();
    const { alpha, jobs } = held;
    const EngagementIdentifier = await engagementAbout(alpha);
    const first = conversion(EngagementIdentifier);
    await alpha.startOpportunityFromEngagementTask(first);
    await giveUpAt(held, 'insert resource_snapshot_jobs');
    await alpha.createResourceSnapshotJob({
      Catalog,
      ClientToken: 'job',
      EngagementIdentifier,
      ResourceType: 'Opportunity',
      ResourceIdentifier: await onlyOpportunity(alpha),
      ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
    });
    const again = conversion(EngagementIdentifier);
    await alpha.startOpportunityFromEngagementTask(again);
    await jobs.runTasks();
    expect(await alpha.startOpportunityFromEngagementTask(again)).toMatchObject(
      failure('ResourceSnapshotJobConflict', /follows the opportunity in this engagement already/),
    );
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
  });

  test('an engagement that the account is not a member of is not found', async () => {
    const { alpha, beta } = await start();
    const engagement = await engagementAbout(alpha);
    const errors = await Promise.all(
      [
        beta.startOpportunityFromEngagementTask(conversion(engagement)),
        alpha.startOpportunityFromEngagementTask(conversion('eng-zzzzzzzzzzzzzz')),
      ].map(errorOf),
    );
    expect(errors.map((error) => error.name)).toEqual(Array(2).fill('ResourceNotFoundException'));
  });
});

describe('repeats', () => {
  test('twenty equal requests at once are one task, and another body with its token a conflict', async () => {
    const { alpha } = await start();
    const request = conversion(await engagementAbout(alpha), '1', 'one');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => alpha.startOpportunityFromEngagementTask(request)),
    );
    expect(new Set(answers.map((answer) => answer.TaskId)).size).toBe(1);
    const task = await convert(alpha, request.Identifier, '1', 'one');
    expect(task).toMatchObject({ TaskStatus: 'COMPLETE', TaskId: answers[0]?.TaskId });
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
    for (const change of [{ ContextIdentifier: '2' }, { Tags: [{ Key: 'a', Value: 'b' }] }]) {
      const error = await errorOf(alpha.startOpportunityFromEngagementTask({ ...request, ...change }));
      expect(error.message).toBe('Conflicting client token submitted for a new request body.');
    }
  });

  test('a token outlives the server, and a task that waited goes on in the next one', async () => {
    const folder = await temporaryFolder();
    const first = await heldTasks({ location: { folder } });
    const request = conversion(await engagementAbout(first.alpha), '1', 'kept');
    const before = await first.alpha.startOpportunityFromEngagementTask(request);
    const waiting = first.jobs.takeTasks();
    await first.server.close();

    const { jobs, alpha } = await heldTasks({ location: { folder } });
    for (const job of waiting) await jobs.deliver(job);
    const after = await alpha.startOpportunityFromEngagementTask(request);
    expect(after).toMatchObject({ TaskStatus: 'COMPLETE', TaskId: before.TaskId });
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
  });

  test.each([2, 3])('a run that another one overtakes before step %i does no step again', async (step) => {
    let begun = 0;
    let overtake: (() => Promise<void>) | undefined;
    const { jobs, alpha } = await heldTasks({
      openStore: async (location) => {
        const store = await openStore(location);
        return {
          ...store,
          transaction: async (work) => {
            begun += 1;
            if (begun === step) await overtake?.();
            return store.transaction(work);
          },
        };
      },
    });
    const engagement = await engagementAbout(alpha);
    const request = conversion(engagement);
    await alpha.startOpportunityFromEngagementTask(request);
    const [job] = jobs.takeTasks();
    if (!job) throw new Error('The task left no job');
    begun = 0;
    overtake = () => jobs.deliver(job);
    await jobs.deliver(job);
    expect(await alpha.startOpportunityFromEngagementTask(request)).toMatchObject({ TaskStatus: 'COMPLETE' });
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
    expect(await contextsOf(alpha, engagement)).toEqual(['1 Lead', '2 CustomerProject']);
  });

  test('two concurrent tasks for one lead create one opportunity', async () => {
    const { jobs, alpha } = await heldTasks();
    const engagement = await engagementAbout(alpha);
    const requests = [conversion(engagement), conversion(engagement)];
    for (const request of requests) await alpha.startOpportunityFromEngagementTask(request);
    await Promise.all(jobs.takeTasks().map(jobs.deliver));
    const ended = await Promise.all(requests.map((one) => alpha.startOpportunityFromEngagementTask(one)));
    expect(ended.map((task) => task.TaskStatus).sort()).toEqual(['COMPLETE', 'FAILED']);
    expect(ended.find((task) => task.TaskStatus === 'FAILED')?.ReasonCode).toBe('OpportunityConflict');
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
  });

  test('two tasks that resume concurrently add the project once', async () => {
    const held = await heldTasks();
    const { jobs, alpha } = held;
    const engagement = await engagementAbout(alpha);
    await alpha.startOpportunityFromEngagementTask(conversion(engagement));
    await giveUpAt(held, 'update engagements');
    const requests = [conversion(engagement), conversion(engagement)];
    for (const request of requests) await alpha.startOpportunityFromEngagementTask(request);
    await jobs.runTasks();
    const ended = await Promise.all(requests.map((one) => alpha.startOpportunityFromEngagementTask(one)));
    expect(ended.map((task) => task.TaskStatus)).toEqual(['COMPLETE', 'FAILED']);
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
    expect(await contextsOf(alpha, engagement)).toEqual(['1 Lead', '2 CustomerProject']);
  });

  test.each([
    { step: 1, statement: 'insert opportunities', drafted: false },
    { step: 2, statement: 'update engagements', drafted: true },
    { step: 3, statement: 'insert resource_snapshots', drafted: true },
  ])('InternalError at step $step: a new task goes on, and nothing is done twice', async (given) => {
    const undisturbed = await heldTasks();
    const told = newsOf(undisturbed.server);
    await undisturbed.alpha.startOpportunityFromEngagementTask(
      conversion(await engagementAbout(undisturbed.alpha)),
    );
    await undisturbed.jobs.runTasks();

    const held = await heldTasks();
    const { alpha, jobs } = held;
    const news = newsOf(held.server);
    const engagement = await engagementAbout(alpha);
    const first = conversion(engagement);
    await alpha.startOpportunityFromEngagementTask(first);
    await giveUpAt(held, given.statement);
    const failed = await alpha.startOpportunityFromEngagementTask(first);
    expect(failed).toMatchObject(failure('InternalError', /Start it again with another client token/));
    const drafted = await onlyOpportunity(alpha);
    expect(drafted !== undefined).toBe(given.drafted);
    // AWS API reference: OpportunityId "is populated when the task is completed successfully".
    expect(failed).not.toHaveProperty('OpportunityId');

    const again = { ...conversion(engagement), Tags: [{ Key: 'try', Value: 'second' }] };
    await alpha.startOpportunityFromEngagementTask(again);
    await jobs.runTasks();
    const task = await alpha.startOpportunityFromEngagementTask(again);
    expect(task).toMatchObject({ TaskStatus: 'COMPLETE', ResourceSnapshotJobId: expect.any(String) });
    expect(task).toMatchObject({ ContextId: '2', OpportunityId: drafted ?? expect.any(String) });
    expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
    expect(await contextsOf(alpha, engagement)).toEqual(['1 Lead', '2 CustomerProject']);
    expect(await news()).toEqual(await told());
    const { Arn: ResourceArn } = await alpha.getOpportunity({ Catalog, Identifier: task.OpportunityId });
    expect((await alpha.listTagsForResource({ ResourceArn })).Tags).toEqual([
      { Key: 'try', Value: 'second' },
    ]);
  });
});
