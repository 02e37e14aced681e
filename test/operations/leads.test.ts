import { randomUUID } from 'node:crypto';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { leadInvitation, opportunity } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import {
  engagementAbout,
  heard,
  lead,
  newsOf,
  project,
  readyOpportunity,
  share,
} from '../support/sharing.ts';

const Catalog = 'Sandbox';

const start = async () => {
  const server = await startServer();
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA), aws: clientOf(server, AWS) };
};

const contextsOf = async (client: PartnerCentralSelling, Identifier: string) =>
  (await client.getEngagement({ Catalog, Identifier })).Contexts ?? [];

const link = (client: PartnerCentralSelling, EngagementIdentifier: string, ResourceIdentifier: string) =>
  client.createResourceSnapshot({
    Catalog,
    ClientToken: randomUUID(),
    EngagementIdentifier,
    ResourceType: 'Opportunity',
    ResourceIdentifier,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });

const statusOf = async (client: PartnerCentralSelling, engagement: string) =>
  (await contextsOf(client, engagement))[0]?.Payload?.Lead?.QualificationStatus ?? undefined;

// AWS docs: working-with-your-leads, "Default status after accepting a lead".
test('an accepted lead from AWS is Unqualified until its status is changed', async () => {
  const { server, alpha, aws } = await start();
  const { engagementId, invitationId } = await server.refer({ account: ALPHA, kind: 'lead' });
  expect(await statusOf(aws, engagementId)).toBeUndefined();
  await alpha.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(await statusOf(alpha, engagementId)).toBe('Unqualified');
  const { ModifiedAt, ModifiedBy, Contexts } = await alpha.getEngagement({
    Catalog,
    Identifier: engagementId,
  });
  expect(ModifiedBy).toBe(ALPHA);
  await alpha.updateEngagementContext({
    Catalog,
    EngagementIdentifier: engagementId,
    ContextIdentifier: '1',
    EngagementLastModifiedAt: ModifiedAt,
    Type: 'Lead',
    Payload: {
      Lead: { QualificationStatus: 'Qualified', Customer: Contexts?.[0]?.Payload?.Lead?.Customer },
    },
  });
  expect(await statusOf(alpha, engagementId)).toBe('Qualified');
});

test('accepting a lead does not change an existing status', async () => {
  const { server, alpha } = await start();
  const given = { ...lead().Payload?.Lead, QualificationStatus: 'Hot' };
  const { engagementId, invitationId } = await server.refer({ account: ALPHA, lead: wire(given) });
  await alpha.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(await statusOf(alpha, engagementId)).toBe('Hot');
});

// seen: GetEngagement with two members, "LeadToOpportunity".
test('an accepted lead from another partner has no status', async () => {
  const { alpha, beta } = await start();
  const engagement = await engagementAbout(alpha, lead({ QualificationStatus: undefined }));
  const { Id: Identifier } = await alpha.createEngagementInvitation(leadInvitation(engagement, BETA));
  await beta.acceptEngagementInvitation({ Catalog, Identifier });
  expect(await statusOf(beta, engagement)).toBeUndefined();
});

test('a partner that AWS invites to a lead sees no customer contact before it accepts (AWS docs: working-with-your-leads)', async () => {
  const { server, alpha } = await start();
  const { engagementId, invitationId } = await server.refer({
    account: ALPHA,
    lead: wire(lead().Payload?.Lead ?? {}),
  });
  const people = ['Mary', 'Major', 'mary@example.com', '+14255550100'];
  const invitation = JSON.stringify(
    await alpha.getEngagementInvitation({ Catalog, Identifier: invitationId }),
  );
  expect(people.filter((detail) => invitation.includes(detail))).toEqual([]);
  expect(invitation).toContain('CTO');
  await alpha.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  const told = JSON.stringify(await contextsOf(alpha, engagementId));
  expect(people.filter((detail) => !told.includes(detail))).toEqual([]);
});

// AWS docs: working-with-your-leads, "Alternative Approach: Step-by-step API".
test('a lead is converted step by step: create, associate, snapshot, submit', async () => {
  const { server, alpha } = await start();
  const engagement = await engagementAbout(alpha);
  const id = await readyOpportunity(alpha);
  const news = newsOf(server);
  await news();
  await link(alpha, engagement, id);
  expect(await news()).toEqual({ [ALPHA]: [heard.engagementUpdated, heard.snapshotCreated] });
  const { Project, LifeCycle } = opportunity();
  expect(await contextsOf(alpha, engagement)).toEqual([
    { ...lead(), Id: '1' },
    expect.objectContaining({
      Id: '2',
      Type: 'CustomerProject',
      Payload: {
        CustomerProject: expect.objectContaining({
          Project: {
            Title: Project?.Title,
            BusinessProblem: Project?.CustomerBusinessProblem,
            TargetCompletionDate: LifeCycle?.TargetCloseDate,
          },
        }),
      },
    }),
  ]);
  expect(await share(alpha, id)).toMatchObject({ TaskStatus: 'COMPLETE', EngagementId: engagement });
});

test('a project is added once, and only if there is a lead', async () => {
  const { alpha } = await start();
  const types = async (engagement: string) =>
    (await contextsOf(alpha, engagement)).map(({ Id, Type }) => `${Id} ${Type}`);
  const [first, second] = [await readyOpportunity(alpha), await readyOpportunity(alpha)];
  const converted = await engagementAbout(alpha);
  for (const id of [first, first, second]) await link(alpha, converted, id);
  expect(await types(converted)).toEqual(['1 Lead', '2 CustomerProject']);
  const joint = await engagementAbout(alpha, project());
  await link(alpha, joint, first);
  expect(await types(joint)).toEqual(['1 CustomerProject']);
});

test('no snapshot is taken if the engagement has no capacity for the project, and nothing is left behind', async () => {
  const { alpha } = await start();
  const engagement = await engagementAbout(alpha, lead(), lead(), lead(), lead(), lead());
  const error = await errorOf(link(alpha, engagement, await readyOpportunity(alpha)));
  expect(error).toMatchObject({
    name: 'ServiceQuotaExceededException',
    message: expect.stringContaining('has 5 contexts'),
  });
  const { EngagementResourceAssociationSummaries } = await alpha.listEngagementResourceAssociations({
    Catalog,
    EngagementIdentifier: engagement,
  });
  expect(EngagementResourceAssociationSummaries).toEqual([]);
});

/** Converts to JSON values, because the operator's actions take no Date objects. */
const wire = (given: object): object => JSON.parse(JSON.stringify(given));
