import type { OperationName } from '../../src/model/contract.ts';
import { callRaw } from '../support/raw.ts';
import { AWS } from '../support/server.ts';
import { type Account, accounts, type World } from './world.ts';

/** All that an account can see, in one form for server and model. */
export interface Sight {
  opportunities: unknown[];
  invitations: unknown[];
  engagements: unknown[];
  tasks: unknown[];
  jobs: unknown[];
}

const Catalog = 'Sandbox';
/** More than any list has. */
const MaxResults = 50;
/** The maximum page size of members, which is also their maximum number. */
const MEMBERS = 10;

const byText = (one: unknown, other: unknown): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

type Row = Record<string, never>;

/** Reads what an account can see on the server, through the list operations and GetOpportunity. */
const seenOnServer = async (server: { endpoint: string }, account: Account): Promise<Sight> => {
  const ask = async (operation: OperationName, body: object): Promise<Record<string, Row & Row[]>> => {
    const answer = await callRaw(server, account, operation, { Catalog, ...body });
    if (answer.status !== 200) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`);
    // A null member counts as absent.
    return JSON.parse(JSON.stringify(answer.body), (_member, value) => value ?? undefined);
  };
  const list = async (operation: OperationName, member: string, body: object = {}): Promise<Row[]> =>
    (await ask(operation, { MaxResults, ...body }))[member] ?? [];

  const [opportunities, received, sent, engagements, accepting, sharing, jobs] = await Promise.all([
    list('ListOpportunities', 'OpportunitySummaries'),
    list('ListEngagementInvitations', 'EngagementInvitationSummaries', { ParticipantType: 'RECEIVER' }),
    list('ListEngagementInvitations', 'EngagementInvitationSummaries', { ParticipantType: 'SENDER' }),
    list('ListEngagements', 'EngagementSummaryList'),
    list('ListEngagementByAcceptingInvitationTasks', 'TaskSummaries'),
    list('ListEngagementFromOpportunityTasks', 'TaskSummaries'),
    list('ListResourceSnapshotJobs', 'ResourceSnapshotJobSummaries'),
  ]);
  return {
    opportunities: await Promise.all(
      opportunities.map(async ({ Id: Identifier }) => {
        const opportunity = await ask('GetOpportunity', { Identifier });
        const { LifeCycle, Project, RelatedEntityIdentifiers } = opportunity;
        return {
          id: Identifier,
          status: LifeCycle?.ReviewStatus,
          title: Project?.Title,
          problem: Project?.CustomerBusinessProblem,
          closeDate: LifeCycle?.TargetCloseDate,
          solutions: RelatedEntityIdentifiers?.Solutions ?? [],
        };
      }),
    ),
    invitations: [...received, ...sent].map(
      ({ Id, EngagementId, Status, SenderAwsAccountId, Receiver, ParticipantType }) => ({
        id: Id,
        engagement: EngagementId,
        status: Status,
        sender: SenderAwsAccountId,
        receiver: (Receiver as unknown as { Account: Row }).Account.AwsAccountId,
        as: ParticipantType,
      }),
    ),
    engagements: await Promise.all(
      engagements.map(async ({ Id }) => {
        const [members, snapshots] = await Promise.all([
          list('ListEngagementMembers', 'EngagementMemberList', { Identifier: Id, MaxResults: MEMBERS }),
          list('ListResourceSnapshots', 'ResourceSnapshotSummaries', { EngagementIdentifier: Id }),
        ]);
        return {
          id: Id,
          members: members.map(({ AccountId }) => AccountId),
          snapshots: snapshots.map(({ ResourceId, ResourceSnapshotTemplateName, Revision, CreatedBy }) => [
            ResourceId,
            ResourceSnapshotTemplateName,
            Revision,
            CreatedBy,
          ]),
        };
      }),
    ),
    tasks: [...accepting, ...sharing].map((task) => ({
      id: task.TaskId,
      status: task.TaskStatus,
      reason: task.ReasonCode,
      invitation: task.EngagementInvitationId,
      engagement: task.EngagementId,
      opportunity: task.OpportunityId,
      job: task.ResourceSnapshotJobId,
    })),
    jobs: jobs.map(({ Id, EngagementId, Status }) => ({ id: Id, engagement: EngagementId, status: Status })),
  };
};

/** Returns what an account can see in the model. */
const seenInModel = (world: World, account: Account): Sight => ({
  opportunities: world.opportunities
    .filter(({ owner }) => owner === account)
    .map(({ id, status, title, problem, closeDate, solutions }) => ({
      id,
      status,
      title,
      problem,
      closeDate,
      solutions,
    })),
  invitations: world.invitations
    .filter(({ sender, receiver }) => sender === account || receiver === account)
    .map(({ id, engagement, status, sender, receiver }) => ({
      id,
      engagement: engagement.id,
      status,
      sender,
      receiver,
      as: sender === account ? 'SENDER' : 'RECEIVER',
    })),
  engagements: world.engagements
    .filter(({ members }) => members.includes(account))
    .map((engagement) => ({
      id: engagement.id,
      members: engagement.members,
      snapshots: world.snapshots
        .filter(
          ({ engagement: where, opportunity, template }) =>
            where === engagement &&
            (template === 'OpportunitySummaryView' || [opportunity.owner, AWS].includes(account)),
        )
        .map(({ opportunity, template, revision }) => [opportunity.id, template, revision, opportunity.owner])
        .sort(byText),
    })),
  tasks: world.tasks
    .filter(({ owner }) => owner === account)
    .map(({ id, kind, status, reason, invitation, engagement, opportunity, job }) => ({
      id,
      status,
      reason,
      invitation: invitation?.id,
      // The list of accepting tasks does not return the engagement.
      engagement: kind === 'share' ? engagement?.id : undefined,
      opportunity: opportunity?.id,
      job: job?.id,
    })),
  jobs: world.jobs
    .filter(({ opportunity }) => opportunity.owner === account)
    .map(({ id, engagement, isRunning }) => ({
      id,
      engagement: engagement.id,
      status: isRunning ? 'Running' : 'Stopped',
    })),
});

/** Sorts everything, because other tests check the lists' orders. */
const sorted = (sight: Sight): Sight => ({
  opportunities: [...sight.opportunities].sort(byText),
  invitations: [...sight.invitations].sort(byText),
  engagements: [...sight.engagements].sort(byText),
  tasks: [...sight.tasks].sort(byText),
  jobs: [...sight.jobs].sort(byText),
});

/** Returns what every account sees, on the server and in the model. */
export const lookAround = async (server: { endpoint: string }, world: World) => {
  const sights = await Promise.all(
    accounts.map(async (account) => [account, sorted(await seenOnServer(server, account))] as const),
  );
  return {
    onServer: Object.fromEntries(sights),
    inModel: Object.fromEntries(accounts.map((account) => [account, sorted(seenInModel(world, account))])),
  };
};
