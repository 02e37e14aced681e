import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { uniqueViolation } from '../support/failing-store.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import {
  associateSolution,
  convert,
  engagementAbout,
  nameJobRole,
  project,
  readyOpportunity,
  share,
  submission,
} from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { change } from '../support/update.ts';

/** The snapshot jobs that the Start… tasks create or use. */

const Catalog = 'Sandbox';
const SUMMARY = 'OpportunitySummaryView';
const FULL = 'AwsOpportunitySummaryFullView';

type Server = Awaited<ReturnType<typeof startServer>>;
interface Followed {
  job: string | undefined;
  engagement: string;
  opportunity: string;
  /** Changes what the view shows. */
  edit: () => Promise<unknown>;
}

const followedBy: Record<string, (alpha: PartnerCentralSelling, server: Server) => Promise<Followed>> = {
  StartEngagementByAcceptingInvitationTask: async (alpha) => {
    const { invitationId, engagementId, opportunityId: opportunity } = await refer(alpha);
    const { ResourceSnapshotJobId: job } = await runAcceptTask(alpha, invitationId);
    const edit = () =>
      change(alpha, opportunity, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Call' } }));
    return { job, engagement: engagementId, opportunity, edit };
  },
  StartEngagementFromOpportunityTask: async (alpha, server) => {
    const id = await readyOpportunity(alpha);
    const { ResourceSnapshotJobId: job, EngagementId: engagement = '' } = await share(alpha, id);
    const review = { account: ALPHA, catalog: Catalog, id, decision: 'Approved' };
    return { job, engagement, opportunity: id, edit: () => operate(server, 'POST', 'reviews', review) };
  },
  StartOpportunityFromEngagementTask: async (alpha) => {
    const engagement = await engagementAbout(alpha);
    const { ResourceSnapshotJobId: job, OpportunityId: opportunity = '' } = await convert(alpha, engagement);
    return { job, engagement, opportunity, edit: () => associateSolution(alpha, opportunity) };
  },
};

// AWS docs, working-with-multi-partner-opportunities: without the role, others go on seeing outdated snapshots.
describe.each(Object.keys(followedBy))('%s', (name) => {
  const started = async (prepare: (alpha: PartnerCentralSelling) => Promise<unknown>) => {
    const server = await startServer();
    const alpha = clientOf(server, ALPHA);
    await prepare(alpha);
    const { job, engagement, opportunity, edit } = await followedBy[name]!(alpha, server);
    const look = async () => {
      const { Revision } = await alpha.getResourceSnapshot({
        Catalog,
        EngagementIdentifier: engagement,
        ResourceType: 'Opportunity',
        ResourceIdentifier: opportunity,
        ResourceSnapshotTemplateIdentifier: SUMMARY,
      });
      const { Status, LastFailure, LastSuccessfulExecutionDate } = await alpha.getResourceSnapshotJob({
        Catalog,
        ResourceSnapshotJobIdentifier: job,
      });
      return { Revision, Status, LastFailure, LastSuccessfulExecutionDate };
    };
    return { look, edit };
  };

  test('without a role there is only the first snapshot; the snapshot job says why', async () => {
    const { look, edit } = await started(async () => {});
    const LastFailure = expect.stringContaining('PutSellingSystemSettings');
    const first = { Revision: 1, Status: 'Running', LastFailure, LastSuccessfulExecutionDate: undefined };
    expect(await look()).toEqual(first);
    await edit();
    expect(await look()).toEqual(first);
  });

  test('with a role the snapshot job takes a revision of each change', async () => {
    const { look, edit } = await started(nameJobRole);
    const run = { Status: 'Running', LastFailure: undefined, LastSuccessfulExecutionDate: expect.any(Date) };
    expect(await look()).toEqual({ Revision: 1, ...run });
    await edit();
    expect(await look()).toEqual({ Revision: 2, ...run });
  });
});

/** Creates a stopped snapshot job of an opportunity. */
const createJob = async (
  client: PartnerCentralSelling,
  EngagementIdentifier: string,
  ResourceIdentifier: string,
  ResourceSnapshotTemplateIdentifier: string,
) => {
  const { Id } = await client.createResourceSnapshotJob({
    Catalog,
    ClientToken: `${ResourceIdentifier} ${ResourceSnapshotTemplateIdentifier}`,
    EngagementIdentifier,
    ResourceType: 'Opportunity',
    ResourceIdentifier,
    ResourceSnapshotTemplateIdentifier,
  });
  return Id;
};

describe('StartEngagementFromOpportunityTask, if there is a snapshot job already:', () => {
  const withJob = async (template: string) => {
    const alpha = clientOf(await startServer(), ALPHA);
    const id = await readyOpportunity(alpha);
    const job = await createJob(alpha, await engagementAbout(alpha, project()), id, template);
    return {
      alpha,
      id,
      job,
      shown: () => alpha.getResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier: job }),
    };
  };

  test('it is started, and has run', async () => {
    const { alpha, id, job, shown } = await withJob(SUMMARY);
    await nameJobRole(alpha);
    expect(await share(alpha, id)).toMatchObject({ TaskStatus: 'COMPLETE', ResourceSnapshotJobId: job });
    expect(await shown()).toMatchObject({ Status: 'Running', LastSuccessfulExecutionDate: expect.any(Date) });
  });

  test('it is not started by another account’s role', async () => {
    const { alpha, id, shown } = await withJob(SUMMARY);
    const ResourceSnapshotJobRoleIdentifier = `arn:aws:iam::${BETA}:role/snapshots`;
    await alpha.putSellingSystemSettings({ Catalog, ResourceSnapshotJobRoleIdentifier });
    const ReasonCode = 'ResourceSnapshotJobValidationFailed';
    expect(await share(alpha, id)).toMatchObject({ TaskStatus: 'FAILED', ReasonCode });
    expect(await shown()).toMatchObject({ Status: 'Stopped' });
  });

  test('one for AWS’s side is not used', async () => {
    const { alpha, id, job, shown } = await withJob(FULL);
    const { TaskStatus, ResourceSnapshotJobId: other } = await share(alpha, id);
    expect(TaskStatus).toBe('COMPLETE');
    expect(other).not.toBe(job);
    expect(await shown()).toMatchObject({ Status: 'Stopped' });
    const followed = { Catalog, ResourceSnapshotJobIdentifier: other };
    expect(await alpha.getResourceSnapshotJob(followed)).toMatchObject({
      Status: 'Running',
      ResourceSnapshotTemplateName: SUMMARY,
    });
  });

  test('one for AWS’s side does not prevent a failed task from being resumed', async () => {
    const { alpha, jobs, plan } = await heldTasks();
    const id = await readyOpportunity(alpha);
    const run = async (request = submission(id)) => {
      await alpha.startEngagementFromOpportunityTask(request);
      await jobs.runTasks();
      return alpha.startEngagementFromOpportunityTask(request);
    };
    plan.failNext(1, 'insert resource_snapshot_jobs', uniqueViolation());
    const failed = await run();
    expect(failed.TaskStatus).toBe('FAILED');
    const { ResourceSnapshotJobSummaries } = await alpha.listResourceSnapshotJobs({ Catalog });
    expect(ResourceSnapshotJobSummaries).toEqual([]);
    const { EngagementSummaryList: [engagement] = [] } = await alpha.listEngagements({ Catalog });
    await createJob(alpha, engagement?.Id ?? '', id, FULL);
    expect(await run()).toMatchObject({ TaskStatus: 'COMPLETE', EngagementId: engagement?.Id });
  });
});
