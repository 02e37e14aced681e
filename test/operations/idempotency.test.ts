import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { engagement, opportunity, opportunityInvitation } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';
import { engagementAbout, lead, project } from '../support/sharing.ts';

interface Creation {
  /** Creates what the request needs. Returns the call, which takes a token and a text for the body. */
  prepare(
    client: PartnerCentralSelling,
  ): Promise<(token: string, text: string) => Promise<{ Id?: string | undefined }>>;
  count(client: PartnerCentralSelling): Promise<number>;
}

const Catalog = 'Sandbox';
const snapshotSubject = async (client: PartnerCentralSelling) => ({
  Catalog,
  EngagementIdentifier: await engagementAbout(client, project()),
  ResourceType: 'Opportunity' as const,
  ResourceIdentifier: await createOpportunity(client),
  ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
});
const creations: Record<string, Creation> = {
  CreateOpportunity: {
    prepare: async (client) => {
      const request = opportunity();
      return (ClientToken, PartnerOpportunityIdentifier) =>
        client.createOpportunity({ ...request, ClientToken, PartnerOpportunityIdentifier });
    },
    count: async (client) => (await client.listOpportunities({ Catalog })).OpportunitySummaries?.length ?? 0,
  },
  'CreateOpportunity of an AWS referral': {
    prepare: async (client) => {
      const request = opportunity({ Origin: 'AWS Referral' });
      return (ClientToken, PartnerOpportunityIdentifier) =>
        client.createOpportunity({ ...request, ClientToken, PartnerOpportunityIdentifier });
    },
    count: async (client) =>
      (await client.listEngagementInvitations({ Catalog, ParticipantType: 'RECEIVER' }))
        .EngagementInvitationSummaries?.length ?? 0,
  },
  CreateEngagement: {
    prepare: async (client) => (ClientToken, Title) =>
      client.createEngagement({ ...engagement(Title), ClientToken }),
    count: async (client) => (await client.listEngagements({ Catalog })).EngagementSummaryList?.length ?? 0,
  },
  CreateEngagementInvitation: {
    prepare: async (client) => {
      const { Id = '' } = await client.createEngagement(engagement());
      const request = opportunityInvitation(Id, BETA);
      return (ClientToken, Message) =>
        client.createEngagementInvitation({
          ...request,
          ClientToken,
          Invitation: { ...request.Invitation, Message } as never,
        });
    },
    count: async (client) =>
      (await client.listEngagementInvitations({ Catalog, ParticipantType: 'SENDER' }))
        .EngagementInvitationSummaries?.length ?? 0,
  },
  CreateEngagementContext: {
    prepare: async (client) => {
      const EngagementIdentifier = await engagementAbout(client, lead());
      return async (ClientToken, title) => {
        const context = project(title);
        const request = { Catalog, EngagementIdentifier, ClientToken, ...context } as never;
        const { ContextId, EngagementLastModifiedAt } = await client.createEngagementContext(request);
        return { Id: `${ContextId} at ${EngagementLastModifiedAt?.toISOString()}` };
      };
    },
    // Besides the lead.
    count: async (client) => {
      const { EngagementSummaryList: [first] = [] } = await client.listEngagements({ Catalog });
      const { Contexts = [] } = await client.getEngagement({ Catalog, Identifier: first?.Id });
      return Contexts.length - 1;
    },
  },
  CreateResourceSnapshot: {
    prepare: async (client) => {
      const subject = await snapshotSubject(client);
      return async (ClientToken, template) => {
        const { Arn } = await client.createResourceSnapshot({
          ...subject,
          ClientToken,
          ResourceSnapshotTemplateIdentifier: template === 'text' ? 'OpportunitySummaryView' : template,
        });
        return { Id: Arn };
      };
    },
    count: async (client) => {
      const { EngagementSummaryList: [first] = [] } = await client.listEngagements({ Catalog });
      const request = { Catalog, EngagementIdentifier: first?.Id, ResourceType: 'Opportunity' } as const;
      return (await client.listResourceSnapshots(request)).ResourceSnapshotSummaries?.length ?? 0;
    },
  },
  CreateResourceSnapshotJob: {
    prepare: async (client) => {
      const subject = await snapshotSubject(client);
      return (ClientToken, Value) =>
        client.createResourceSnapshotJob({ ...subject, ClientToken, Tags: [{ Key: 'note', Value }] });
    },
    count: async (client) =>
      (await client.listResourceSnapshotJobs({ Catalog })).ResourceSnapshotJobSummaries?.length ?? 0,
  },
};

describe.each(Object.entries(creations))('%s', (_name, { prepare, count }) => {
  test('with the same token and body returns the same and changes nothing', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const create = await prepare(client);
    const { $metadata: _first, ...first } = (await create('token', 'text')) as never as Record<
      string,
      unknown
    >;
    const events = await readFeed(server);
    const { $metadata: _again, ...again } = (await create('token', 'text')) as never as Record<
      string,
      unknown
    >;
    expect(again).toEqual(first);
    expect(await count(client)).toBe(1);
    expect(await readFeed(server)).toEqual(events);
  });

  test('with the same token and another body is a conflict', async () => {
    const client = clientOf(await startServer(), ALPHA);
    const create = await prepare(client);
    await create('token', 'text');
    expect(await errorOf(create('token', 'other'))).toMatchObject({
      name: 'ConflictException',
      message: 'Conflicting client token submitted for a new request body.',
    });
    expect(await count(client)).toBe(1);
  });

  test('twenty concurrent requests have one effect', async () => {
    const client = clientOf(await startServer(), ALPHA);
    const create = await prepare(client);
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('token', 'text')));
    expect(new Set(answers.map(({ Id }) => Id)).size).toBe(1);
    expect(await count(client)).toBe(1);
  });
});

test('a token is scoped to account, catalog and operation', async () => {
  const server = await startServer();
  const ClientToken = 'token';
  const ids = new Set<string | undefined>();
  for (const account of [ALPHA, BETA, AWS]) {
    const client = clientOf(server, account);
    for (const Catalog of ['AWS', 'Sandbox']) {
      ids.add((await client.createEngagement({ ...engagement(), Catalog, ClientToken })).Id);
      ids.add((await client.createOpportunity(opportunity({ Catalog, ClientToken }))).Id);
    }
  }
  expect(ids.size).toBe(12);
});

test('a refused request does not use up its token', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const request = opportunity({ NationalSecurity: 'Yes' });
  await errorOf(client.createOpportunity(request));
  expect(await client.createOpportunity({ ...request, NationalSecurity: 'No' })).toHaveProperty('Id');
});

test('the order of members does not matter for the body', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const request = opportunity();
  const { Id } = await client.createOpportunity(request);
  const turned = Object.fromEntries(Object.entries(request).reverse()) as never as typeof request;
  expect((await client.createOpportunity(turned)).Id).toBe(Id);
});
