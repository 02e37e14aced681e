import {
  type GetOpportunityCommandOutput,
  type GetResourceSnapshotCommandOutput,
  PartnerCentralSelling,
} from '@aws-sdk/client-partnercentral-selling';
import Table from 'cli-table3';
import { Listr } from 'listr2';
import { DEMO_PARTNER } from '../server/demo-data.ts';
import { type Cosell, startCosell } from '../server/start.ts';
import { eventSubject } from './event-subject.ts';
import { consoleAddress } from './operator/console-link.ts';

/**
 * `cosell demo`: starts its own server, has AWS refer an opportunity, and accepts it through the public API. Prints the
 * opportunity, its snapshot and the events, and leaves nothing running.
 */
export const demo = async (): Promise<void> => {
  const story: Story = { events: [] };
  try {
    await new Listr<Story>(chapters, { ctx: story, concurrent: false }).run();
    print(story);
    process.stdout.write(`\nTo see one in a browser: cosell serve --demo, then open ${SERVED}\n`);
  } catch {
    // Listr has printed the error beside the step that failed.
    process.exitCode = 1;
  } finally {
    story.partner?.destroy();
    await story.cosell?.close();
  }
};

/** Where `cosell serve --demo` shows the same referral: the demo's own server ends with it. */
const SERVED = consoleAddress('http://127.0.0.1:4747', { account: DEMO_PARTNER, path: 'invitations' });

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

/** Reads the partner's feed. Returns an event's type and time to print. Throws if there is no such event. */
const whenTold = async (story: Story, detailType: string): Promise<string> => {
  const answer = await fetch(`${story.cosell?.endpoint}/_cosell/events?account=${DEMO_PARTNER}`);
  story.events = ((await answer.json()) as { events: FeedEvent[] }).events;
  const event = story.events.find((candidate) => candidate['detail-type'] === detailType);
  if (!event) throw new Error(`There is no event ${detailType}.`);
  return `${detailType}, ${event.time}`;
};

const print = ({ opportunity, snapshot, events }: Story): void => {
  const account = opportunity?.Customer?.Account;
  const [owner] = opportunity?.OpportunityTeam ?? [];
  const spend = opportunity?.Project?.ExpectedCustomerSpend?.[0];
  printTable('Opportunity', [
    ['Id', opportunity?.Id],
    ['Customer', `${account?.CompanyName}, ${account?.Address?.City}`],
    ['Title', opportunity?.Project?.Title],
    ['Owner', `${owner?.FirstName} ${owner?.LastName} <${owner?.Email}>`],
    ['Stage', opportunity?.LifeCycle?.Stage],
    ['Review status', opportunity?.LifeCycle?.ReviewStatus],
    ['Expected spend', `${spend?.Amount} ${spend?.CurrencyCode} ${spend?.Frequency}`],
  ]);
  printTable('Snapshot', [
    ['Template', snapshot?.ResourceSnapshotTemplateName],
    ['Revision', String(snapshot?.Revision)],
    ['Shared with', snapshot?.TargetMemberAccounts?.join(', ')],
  ]);
  printTable(
    'Events',
    events.map((event) => [event['detail-type'], eventSubject(event)]),
  );
};

const printTable = (title: string, rows: (string | undefined)[][]): void => {
  const style = process.stdout.isTTY ? {} : { style: { head: [], border: [] } };
  const table = new Table(style);
  table.push(...rows.map((row) => row.map((cell) => cell ?? '')));
  process.stdout.write(`\n${title}\n${table.toString()}\n`);
};
