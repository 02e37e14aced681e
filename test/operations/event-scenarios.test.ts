import { describe, expect, test } from 'vitest';
import type { EventEnvelope } from '../../src/events/catalogue.ts';
import { DAY, movableClock } from '../support/clock.ts';
import { associate, join } from '../support/co-sell.ts';
import { engagement, opportunity, opportunityInvitation, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import {
  convert,
  engagementAbout,
  GAMMA,
  lead,
  nameJobRole,
  project,
  readyOpportunity,
  SOLUTION,
  share,
} from '../support/sharing.ts';
import { change } from '../support/update.ts';

/**
 * The events of each scenario and their receivers: AWS docs, selling-api-events, "Event scenarios", whose partner has a
 * working snapshot job. Accounts that are not listed get no events.
 */

const Catalog = 'Sandbox';
const OFFER = `arn:aws:aws-marketplace:us-east-1:${ALPHA}:AWSMarketplace/Offer/offer-1`;

const start = async () => {
  const clock = movableClock();
  const server = await startServer({ clock });
  const [alpha, beta, gamma] = [clientOf(server, ALPHA), clientOf(server, BETA), clientOf(server, GAMMA)];
  await nameJobRole(alpha, beta, gamma);
  const review = (id: string, decision: string) =>
    operate(server, 'POST', 'reviews', { account: ALPHA, catalog: Catalog, id, decision });
  /** Creates an opportunity of ALPHA that awaits AWS's review. */
  const submitted = async () => {
    const id = await readyOpportunity(alpha);
    const { EngagementId = '', ResourceSnapshotJobId = '' } = await share(alpha, id);
    return { id, engagementId: EngagementId, jobId: ResourceSnapshotJobId };
  };
  const approved = async () => {
    const shared = await submitted();
    await review(shared.id, 'Approved');
    return shared;
  };
  /** Creates an invitation from ALPHA to BETA. */
  const invited = async () => {
    const { id, engagementId } = await submitted();
    const { Id = '' } = await alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));
    return { id, engagementId, Identifier: Id };
  };
  return { clock, server, alpha, beta, gamma, review, submitted, approved, invited };
};

type World = Awaited<ReturnType<typeof start>>;

/** A line of the table. `prepare` sets the scene and returns the action. */
interface Scenario {
  what: string;
  prepare: (world: World) => Promise<() => Promise<unknown>>;
  hear: Record<string, string[]>;
}

const created = 'Opportunity Created';
const updated = 'Opportunity Updated';
const memberAdded = 'Engagement Member Added';
const invitation = (name: string, participantType: string) =>
  `Engagement Invitation ${name}, ${participantType}`;
const summary = 'Engagement Resource Snapshot Created, OpportunitySummaryView';
const fullView = 'Engagement Resource Snapshot Created, AwsOpportunitySummaryFullView';

const scenarios: Scenario[] = [
  {
    what: 'a partner creates an opportunity',
    prepare:
      async ({ alpha }) =>
      () =>
        alpha.createOpportunity(opportunity()),
    hear: { [ALPHA]: [created] },
  },
  {
    what: 'a partner submits it by a task',
    prepare: async ({ alpha }) => {
      const id = await readyOpportunity(alpha);
      return () => share(alpha, id);
    },
    hear: {
      [ALPHA]: [
        'Engagement Created',
        memberAdded,
        invitation('Created', 'SENDER'),
        updated,
        fullView,
        summary,
      ],
      [AWS]: [invitation('Created', 'RECEIVER')],
    },
  },
  {
    what: 'AWS approves it',
    prepare: async ({ submitted, review }) => {
      const { id } = await submitted();
      return () => review(id, 'Approved');
    },
    hear: {
      [ALPHA]: [invitation('Accepted', 'SENDER'), memberAdded, updated, summary],
      [AWS]: [invitation('Accepted', 'RECEIVER'), memberAdded, summary],
    },
  },
  {
    what: 'AWS rejects it',
    prepare: async ({ submitted, review }) => {
      const { id } = await submitted();
      return () => review(id, 'Rejected');
    },
    hear: {
      [ALPHA]: [invitation('Rejected', 'SENDER'), updated, summary],
      [AWS]: [invitation('Rejected', 'RECEIVER')],
    },
  },
  {
    what: 'AWS updates its side',
    prepare: async ({ server, approved }) => {
      const { id } = await approved();
      const side = { account: ALPHA, catalog: Catalog, LifeCycle: { Stage: 'Engaged' } };
      return () => operate(server, 'PUT', `opportunities/${id}/aws-side`, side);
    },
    hear: { [ALPHA]: [updated, fullView] },
  },
  {
    what: 'its owner updates what the view shows',
    prepare: async ({ alpha, approved }) => {
      const { id } = await approved();
      return () => change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Call' } }));
    },
    hear: { [ALPHA]: [updated, summary], [AWS]: [summary] },
  },
  {
    what: 'its owner updates what the view does not show',
    prepare: async ({ alpha, approved }) => {
      const { id } = await approved();
      return () =>
        change(alpha, id, ({ Project }) => ({ Project: { ...Project, AdditionalComments: 'Good' } }));
    },
    hear: { [ALPHA]: [updated] },
  },
  {
    what: 'its owner updates it while no job runs',
    prepare: async ({ alpha, approved }) => {
      const { id, jobId: ResourceSnapshotJobIdentifier } = await approved();
      await alpha.stopResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier });
      return () => change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Call' } }));
    },
    hear: { [ALPHA]: [updated] },
  },
  ...(
    [
      ['a solution', 'Solutions', SOLUTION],
      ['a product', 'AwsProducts', 'AmazonEC2'],
    ] as const
  ).map(([what, type, entity]) => ({
    what: `its owner associates ${what} with it`,
    prepare: async ({ alpha }: World) => {
      const engagementId = await engagementAbout(alpha, lead());
      const { OpportunityId = '' } = await convert(alpha, engagementId);
      return () => associate(alpha, OpportunityId, type, entity);
    },
    hear: { [ALPHA]: [updated, summary] },
  })),
  {
    what: 'its owner associates a Marketplace offer with it',
    prepare: async ({ alpha, approved }) => {
      const { id } = await approved();
      return () => associate(alpha, id, 'AwsMarketplaceOffers', OFFER);
    },
    hear: { [ALPHA]: [updated] },
  },
  {
    what: 'a partner invites another',
    prepare: async ({ alpha, submitted }) => {
      const { engagementId } = await submitted();
      return () => alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));
    },
    hear: { [ALPHA]: [invitation('Created', 'SENDER')], [BETA]: [invitation('Created', 'RECEIVER')] },
  },
  {
    what: 'the other accepts the invitation by a task',
    prepare: async ({ alpha, beta, gamma, invited }) => {
      const { engagementId, Identifier } = await invited();
      await join(alpha, gamma, GAMMA, engagementId);
      return () => runAcceptTask(beta, Identifier);
    },
    hear: {
      [ALPHA]: [invitation('Accepted', 'SENDER'), memberAdded, summary],
      [BETA]: [invitation('Accepted', 'RECEIVER'), memberAdded, created, updated, summary],
      [GAMMA]: [memberAdded, summary],
    },
  },
  {
    what: 'the other accepts the invitation and makes no opportunity',
    prepare: async ({ beta, invited }) => {
      const { Identifier } = await invited();
      return () => beta.acceptEngagementInvitation({ Catalog, Identifier });
    },
    hear: {
      [ALPHA]: [invitation('Accepted', 'SENDER'), memberAdded],
      [BETA]: [invitation('Accepted', 'RECEIVER'), memberAdded],
    },
  },
  {
    what: 'the other rejects the invitation',
    prepare: async ({ beta, invited }) => {
      const { Identifier } = await invited();
      return () => beta.rejectEngagementInvitation({ Catalog, Identifier, RejectionReason: 'Other' });
    },
    hear: { [ALPHA]: [invitation('Rejected', 'SENDER')], [BETA]: [invitation('Rejected', 'RECEIVER')] },
  },
  {
    what: 'nobody answers the invitation for 15 days',
    prepare: async ({ clock, server, alpha }) => {
      const { Id = '' } = await alpha.createEngagement(engagement());
      await alpha.createEngagementInvitation(opportunityInvitation(Id, BETA));
      return async () => {
        clock.advance(15 * DAY);
        await eventually(async () => (await readFeed(server, BETA)).length >= 2);
      };
    },
    hear: { [ALPHA]: [invitation('Expired', 'SENDER')], [BETA]: [invitation('Expired', 'RECEIVER')] },
  },
  {
    what: 'a partner creates an engagement',
    prepare:
      async ({ alpha }) =>
      () =>
        alpha.createEngagement(engagement()),
    hear: { [ALPHA]: ['Engagement Created'] },
  },
  {
    what: 'a member updates an engagement',
    prepare: async ({ alpha, beta }) => {
      const EngagementIdentifier = await engagementAbout(alpha, lead());
      await join(alpha, beta, BETA, EngagementIdentifier);
      const { Type, Payload } = project();
      return () =>
        beta.createEngagementContext({ Catalog, EngagementIdentifier, ClientToken: 'x', Type, Payload });
    },
    hear: { [ALPHA]: ['Engagement Updated'], [BETA]: ['Engagement Updated'] },
  },
  {
    what: 'AWS refers an opportunity to a partner',
    prepare:
      async ({ alpha }) =>
      () =>
        refer(alpha),
    hear: {
      [AWS]: [created, 'Engagement Created', invitation('Created', 'SENDER')],
      [ALPHA]: [invitation('Created', 'RECEIVER')],
    },
  },
  {
    what: 'the partner accepts it by a task',
    prepare: async ({ alpha }) => {
      const { invitationId } = await refer(alpha);
      return () => runAcceptTask(alpha, invitationId);
    },
    hear: {
      [AWS]: [invitation('Accepted', 'SENDER'), memberAdded, summary],
      [ALPHA]: [invitation('Accepted', 'RECEIVER'), memberAdded, created, updated, summary],
    },
  },
  {
    what: 'a partner makes an opportunity of a lead by a task',
    prepare: async ({ alpha }) => {
      const engagementId = await engagementAbout(alpha, lead());
      return () => convert(alpha, engagementId);
    },
    hear: { [ALPHA]: [created, 'Engagement Updated', updated, summary] },
  },
];

/** Returns a detail-type, with its participant or template if it has one. */
const told = ({ 'detail-type': type, detail }: EventEnvelope): string => {
  const { engagementInvitation, resourceSnapshot } = detail as {
    engagementInvitation?: { participantType: string };
    resourceSnapshot?: { resourceSnapshotTemplateName: string };
  };
  const more = engagementInvitation?.participantType ?? resourceSnapshot?.resourceSnapshotTemplateName;
  return more ? `${type}, ${more}` : type;
};

describe('events, their receivers and their order when', () => {
  test.each(scenarios)('$what', async ({ prepare, hear }) => {
    const world = await start();
    const happen = await prepare(world);
    const before = (await readFeed(world.server)).length;
    await happen();
    const heard: Record<string, string[]> = {};
    for (const event of (await readFeed(world.server)).slice(before)) {
      heard[event.account] = [...(heard[event.account] ?? []), told(event)];
    }
    expect(heard).toEqual(hear);
  });
});

test('the next snapshot shows an offer that caused no snapshot', async () => {
  const { alpha, approved } = await start();
  const { id, engagementId } = await approved();
  const latest = () =>
    alpha.getResourceSnapshot({
      Catalog,
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity',
      ResourceIdentifier: id,
      ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
    });
  await associate(alpha, id, 'AwsMarketplaceOffers', OFFER);
  const { Revision = 0 } = await latest();
  await change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Sign' } }));
  expect(await latest()).toMatchObject({
    Revision: Revision + 1,
    Payload: { OpportunitySummary: { RelatedEntityIdentifiers: { AwsMarketplaceOffers: [OFFER] } } },
  });
});
