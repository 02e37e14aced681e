import { styleText } from 'node:util';
import {
  type GetOpportunityCommandOutput,
  type GetResourceSnapshotCommandOutput,
  PartnerCentralSelling,
} from '@aws-sdk/client-partnercentral-selling';
import { Listr } from 'listr2';
import { DEMO_PARTNER } from '../server/demo-data.ts';
import { type Cosell, startCosell } from '../server/start.ts';
import { ownName } from './own-name.ts';
import { fitLines } from './table.ts';

/**
 * `cosell demo`: starts its own server, has AWS refer an opportunity, and accepts it through the public API. Prints the
 * opportunity, its snapshot and the events, and leaves nothing running.
 */
export const demo = async (): Promise<void> => {
  const story: Story = { events: [] };
  try {
    await new Listr<Story>(chapters, { ctx: story, concurrent: false }).run();
    print(story);
  } catch {
    // Listr has printed the error beside the step that failed.
    process.exitCode = 1;
  } finally {
    story.partner?.destroy();
    await story.cosell?.close();
  }
};

interface FeedEvent {
  'detail-type': string;
  time: string;
  account: string;
  resources: string[];
  detail: object;
}

/** The state of the demo. */
interface Story {
  events: FeedEvent[];
  cosell?: Cosell;
  /** An SDK client that acts as the partner. */
  partner?: PartnerCentralSelling;
  invitation?: {
    Id?: string | undefined;
    EngagementId?: string | undefined;
    EngagementTitle?: string | undefined;
  };
  opportunityId?: string | undefined;
  opportunity?: GetOpportunityCommandOutput;
  snapshot?: GetResourceSnapshotCommandOutput;
}

const chapters = [
  {
    title: 'Start a server, in memory, on a free port',
    task: async (story: Story, task: { title: string }) => {
      story.cosell = await startCosell({ demo: true });
      const { endpoint } = story.cosell;
      const credentials = { accessKeyId: DEMO_PARTNER, secretAccessKey: 'demo' };
      story.partner = new PartnerCentralSelling({ endpoint, region: 'us-east-1', credentials });
      task.title = `Server on ${endpoint}`;
    },
  },
  {
    title: `AWS refers an opportunity to partner ${DEMO_PARTNER}`,
    task: async (story: Story, task: { title: string }) => {
      const { EngagementInvitationSummaries: [invitation] = [] } = await partnerOf(
        story,
      ).listEngagementInvitations({
        Catalog: 'Sandbox',
        ParticipantType: 'RECEIVER',
        Status: ['PENDING'],
      });
      if (!invitation) throw new Error('There is no pending invitation.');
      story.invitation = invitation;
      task.title = `Invitation ${invitation.Id}: "${invitation.EngagementTitle}"`;
    },
  },
  {
    title: 'StartEngagementByAcceptingInvitationTask',
    task: async (story: Story, task: { title: string }) => {
      task.title = `StartEngagementByAcceptingInvitationTask ${await acceptInvitation(story)}`;
    },
  },
  ...[
    ['Accept the invitation', 'Engagement Invitation Accepted'],
    ["Create the opportunity in the partner's account", 'Opportunity Created'],
    ['Copy details for tracking', 'Engagement Resource Snapshot Created'],
  ].map(([title = '', event = '']) => ({
    title,
    task: async (story: Story, task: { title: string }) => {
      task.title = `${title} (${await whenTold(story, event)})`;
    },
  })),
  {
    title: 'Look at the opportunity',
    task: async (story: Story, task: { title: string }) => {
      task.title = `Look at the opportunity ${story.opportunityId}`;
      story.opportunity = await partnerOf(story).getOpportunity({
        Catalog: 'Sandbox',
        Identifier: story.opportunityId,
      });
      story.snapshot = await partnerOf(story).getResourceSnapshot({
        Catalog: 'Sandbox',
        EngagementIdentifier: story.invitation?.EngagementId,
        ResourceType: 'Opportunity',
        ResourceIdentifier: story.opportunityId,
        ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
      });
    },
  },
];

const partnerOf = ({ partner }: Story): PartnerCentralSelling => {
  if (!partner) throw new Error('The server is not running.');
  return partner;
};

/** Starts the task and waits for its end. Returns the status and id to print. Throws if the task did not complete. */
const acceptInvitation = async (story: Story): Promise<string> => {
  const task = await partnerOf(story).startEngagementByAcceptingInvitationTask({
    Catalog: 'Sandbox',
    ClientToken: 'demo-accept',
    Identifier: story.invitation?.Id,
  });
  if (task.TaskStatus !== 'COMPLETE') throw new Error(`${task.ReasonCode}: ${task.Message}`);
  story.opportunityId = task.OpportunityId;
  return `${task.TaskStatus} (${task.TaskId})`;
};

/** Reads the partner's feed. Returns an event's type to print. Throws if there is no such event. */
const whenTold = async (story: Story, detailType: string): Promise<string> => {
  const answer = await fetch(`${story.cosell?.endpoint}/_cosell/events?account=${DEMO_PARTNER}`);
  story.events = ((await answer.json()) as { events: FeedEvent[] }).events;
  const event = story.events.find((candidate) => candidate['detail-type'] === detailType);
  if (!event) throw new Error(`There is no event ${detailType}.`);
  return detailType;
};

const title = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** Writes what the partner now has, in so few lines that the steps above stay on the screen. */
const print = ({ opportunity, snapshot, events }: Story): void => {
  const account = opportunity?.Customer?.Account;
  const [owner] = opportunity?.OpportunityTeam ?? [];
  const spend = opportunity?.Project?.ExpectedCustomerSpend?.[0];
  const members = [
    ['Customer', `${account?.CompanyName}, ${account?.Address?.City}`],
    ['Project', opportunity?.Project?.Title],
    ['Owner', `${owner?.FirstName} ${owner?.LastName} <${owner?.Email}>`],
    ['Spend', `${spend?.Amount} ${spend?.CurrencyCode} ${spend?.Frequency}`],
    ['Shared', `${snapshot?.ResourceSnapshotTemplateName}, revision ${snapshot?.Revision}, with AWS`],
    ['Events', `${events.length}, the last ${events.at(-1)?.['detail-type']}`],
  ].map(([name = '', value = '']) => fitLines(`  ${name.padEnd(9)} ${value}`));
  const { Stage, ReviewStatus } = opportunity?.LifeCycle ?? {};
  process.stdout.write(`
${title(`The partner has ${opportunity?.Id}: ${Stage}, ${ReviewStatus}`)}
${members.join('\n')}

${title('Now try this')}
  ${`${ownName()} serve --demo`.padEnd(25)} the same referral, to accept by your own program,
${' '.repeat(28)}by the AWS CLI, or in a browser
  ${`${ownName()} --help`.padEnd(25)} make AWS act, time pass and calls fail
`);
};
