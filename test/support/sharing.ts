import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CreateOpportunityRequest,
  EngagementContextDetails,
  LeadContext,
  PartnerCentralSelling,
} from '@aws-sdk/client-partnercentral-selling';
import { engagement, opportunity } from './data.ts';
import { readFeed } from './server.ts';
import type { heldTasks } from './tasks.ts';

/** A third partner. */
export const GAMMA = '333333333333';

/** The solution that every partner has in the sandbox. */
export const SOLUTION = 'S-1234567';

/** Repeats a call that starts a task until the task has ended, as a client without events does. */
export const untilEnded = async <T extends { TaskStatus?: string | undefined }>(
  start: () => Promise<T>,
): Promise<T> => {
  for (let tries = 0; tries < 1000; tries++) {
    const task = await start();
    if (task.TaskStatus !== 'IN_PROGRESS') return task;
    await sleep(5);
  }
  throw new Error('The task does not end');
};

/** Creates an opportunity with a solution, so that it can be submitted. Returns its id. */
export const readyOpportunity = async (
  client: PartnerCentralSelling,
  changes: Partial<CreateOpportunityRequest> = {},
): Promise<string> => {
  const { Id = '' } = await client.createOpportunity(opportunity(changes));
  await associateSolution(client, Id);
  return Id;
};

export const associateSolution = (client: PartnerCentralSelling, OpportunityIdentifier: string) =>
  client.associateOpportunity({
    Catalog: 'Sandbox',
    OpportunityIdentifier,
    RelatedEntityType: 'Solutions',
    RelatedEntityIdentifier: SOLUTION,
  });

/** Sets a role for each partner's snapshot jobs, which take no snapshots without one. */
export const nameJobRole = async (...partners: PartnerCentralSelling[]): Promise<void> => {
  for (const partner of partners) {
    await partner.putSellingSystemSettings({
      Catalog: 'Sandbox',
      ResourceSnapshotJobRoleIdentifier: 'ResourceSnapshotJobRole',
    });
  }
};

/** Returns input for StartEngagementFromOpportunityTask, with a new client token. */
export const submission = (Identifier: string, ClientToken: string = randomUUID()) => ({
  Catalog: 'Sandbox',
  ClientToken,
  Identifier,
  AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' } as const,
});

/** Shares an opportunity with AWS and waits for the end of the task. */
export const share = (client: PartnerCentralSelling, id: string, token: string = randomUUID()) =>
  untilEnded(() => client.startEngagementFromOpportunityTask(submission(id, token)));

/** Returns input for StartOpportunityFromEngagementTask, with a new client token. */
export const conversion = (
  Identifier: string,
  ContextIdentifier = '1',
  ClientToken: string = randomUUID(),
) => ({
  Catalog: 'Sandbox',
  ClientToken,
  Identifier,
  ContextIdentifier,
});

/** Creates an opportunity from a lead and waits for the end of the task. */
export const convert = (
  client: PartnerCentralSelling,
  id: string,
  context = '1',
  token: string = randomUUID(),
) => untilEnded(() => client.startOpportunityFromEngagementTask(conversion(id, context, token)));

/** The context of a detailed lead. */
export const lead = (changes: Partial<LeadContext> = {}): EngagementContextDetails => ({
  Type: 'Lead',
  Payload: {
    Lead: {
      QualificationStatus: 'Qualified',
      Customer: {
        CompanyName: 'Example Corp',
        Industry: 'Retail',
        WebsiteUrl: 'https://www.example.com',
        Address: { CountryCode: 'US', StateOrRegion: 'Washington', City: 'Seattle', PostalCode: '98101' },
      },
      Interactions: [
        {
          InteractionDate: new Date('2026-01-15T10:00:00.000Z'),
          SourceType: 'Event',
          SourceId: 're-1',
          SourceName: 're:Invent',
          CustomerAction: 'Attended',
          Usecase: 'Migration of the shop',
          BusinessProblem: 'The shop is too slow at the end of the year.',
          Contact: {
            FirstName: 'Mary',
            LastName: 'Major',
            BusinessTitle: 'CTO',
            Email: 'mary@example.com',
            Phone: '+14255550100',
          },
        },
      ],
      ...changes,
    },
  },
});

/** The context of a customer's project. */
export const project = (Title = 'Move the shop'): EngagementContextDetails => ({
  Type: 'CustomerProject',
  Payload: {
    CustomerProject: {
      Customer: {
        Industry: 'Retail',
        CompanyName: 'Example Corp',
        WebsiteUrl: 'https://example.com',
        CountryCode: 'US',
      },
      Project: {
        Title,
        BusinessProblem: 'The shop is too slow at the end of the year.',
        TargetCompletionDate: '2099-01-01',
      },
    },
  },
});

/** Creates an engagement with these contexts, by default a lead. Returns its id. */
export const engagementAbout = async (
  client: PartnerCentralSelling,
  ...contexts: EngagementContextDetails[]
): Promise<string> => {
  const Contexts = contexts.length > 0 ? contexts : [lead()];
  const { Id = '' } = await client.createEngagement({ ...engagement(), Contexts });
  return Id;
};

/** Returns the only invitation to AWS that a partner sent. */
export const invitationToAws = async (aws: PartnerCentralSelling, engagementId?: string): Promise<string> => {
  const { EngagementInvitationSummaries: found = [] } = await aws.listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
    ...(engagementId && { EngagementIdentifier: [engagementId] }),
  });
  if (found.length !== 1) throw new Error(`AWS has ${found.length} invitations, not one`);
  return found[0]?.Id ?? '';
};

/** Returns the detail-types that each account got since the last call, in order. Omits accounts that got nothing. */
export const newsOf = (server: { endpoint: string }) => {
  let seen = 0;
  return async (): Promise<Record<string, string[]>> => {
    const feed = await readFeed(server);
    const news: Record<string, string[]> = {};
    for (const event of feed.slice(seen)) {
      news[event.account] = [...(news[event.account] ?? []), event['detail-type']];
    }
    seen = feed.length;
    return news;
  };
};

/** The detail-types of the service. */
export const heard = {
  opportunityCreated: 'Opportunity Created',
  opportunityUpdated: 'Opportunity Updated',
  engagementCreated: 'Engagement Created',
  engagementUpdated: 'Engagement Updated',
  memberAdded: 'Engagement Member Added',
  snapshotCreated: 'Engagement Resource Snapshot Created',
  invitationCreated: 'Engagement Invitation Created',
  invitationAccepted: 'Engagement Invitation Accepted',
  invitationRejected: 'Engagement Invitation Rejected',
  invitationExpired: 'Engagement Invitation Expired',
} as const;

/** Counts an account's resources by kind, so that duplicates show. */
export const possessions = async (client: PartnerCentralSelling) => {
  const all = { Catalog: 'Sandbox', MaxResults: 100 };
  const { OpportunitySummaries = [] } = await client.listOpportunities(all);
  const { EngagementSummaryList = [] } = await client.listEngagements(all);
  const { EngagementInvitationSummaries = [] } = await client.listEngagementInvitations({
    ...all,
    ParticipantType: 'SENDER',
  });
  const { ResourceSnapshotJobSummaries = [] } = await client.listResourceSnapshotJobs(all);
  return {
    opportunities: OpportunitySummaries.length,
    engagements: EngagementSummaryList.length,
    invitations: EngagementInvitationSummaries.length,
    jobs: ResourceSnapshotJobSummaries.length,
  };
};

/** Returns the id of the account's only opportunity, if any, because a failed task does not return what it drafted. */
export const onlyOpportunity = async (client: PartnerCentralSelling): Promise<string | undefined> => {
  const { OpportunitySummaries: [only, ...others] = [] } = await client.listOpportunities({
    Catalog: 'Sandbox',
  });
  if (others.length > 0) throw new Error('The account has several opportunities');
  return only?.Id;
};

type Held = Pick<Awaited<ReturnType<typeof heldTasks>>, 'jobs' | 'plan'>;

/** Runs the waiting task until one of its statements fails. Does not retry it. */
export const giveUpAt = async ({ jobs, plan }: Held, statement: string): Promise<void> => {
  plan.failNext(1, statement);
  const failures = plan.failures;
  const [waiting] = jobs.takeTasks();
  if (!waiting) throw new Error('No task waits');
  await jobs.deliver(waiting).catch(() => {});
  if (plan.failures === failures) throw new Error(`The task has no statement ${statement}`);
  await jobs.giveUp(waiting);
};
