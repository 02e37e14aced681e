import { expect, test } from 'vitest';
import { readLead, readOpportunity } from '../../src/operator/read-referral.ts';
import { madeUpLead, madeUpOpportunity } from '../../src/rules/made-up/referrals.ts';
import { dayAhead, opportunity, runAcceptTask } from '../support/data.ts';
import { referBy } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { lead, newsOf, untilEnded } from '../support/sharing.ts';

const start = async () => {
  const server = await startServer();
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA), aws: clientOf(server, AWS) };
};

const givenOpportunity = () => {
  const { Catalog, ClientToken, Origin, ...given } = opportunity();
  return given;
};
const givenLead = () => lead().Payload?.Lead ?? {};

test.each(['AWS', 'Sandbox'])(
  'AWS refers an opportunity in catalog %s, and a task accepts it',
  async (catalog) => {
    const { server, alpha, beta } = await start();
    const news = newsOf(server);
    const referral = await referBy(server, {
      account: ALPHA,
      catalog,
      opportunity: givenOpportunity(),
      message: 'Please call them',
    });
    expect(await news()).toEqual({
      aws: ['Opportunity Created', 'Engagement Created', 'Engagement Invitation Created'],
      [ALPHA]: ['Engagement Invitation Created'],
    });
    expect(referral).toEqual({
      opportunityId: expect.stringMatching(/^O\d+$/),
      engagementId: expect.stringMatching(/^eng-/),
      engagementArn: `arn:aws:partnercentral:us-east-1::catalog/${catalog}/engagement/${referral.engagementId}`,
      invitationId: expect.stringMatching(/^engi-/),
      invitationArn: `arn:aws:partnercentral:us-east-1::catalog/${catalog}/engagement-invitation/${referral.invitationId}`,
    });
    const shown = await alpha.getEngagementInvitation({
      Catalog: catalog,
      Identifier: referral.invitationArn,
    });
    expect(shown).toMatchObject({
      Status: 'PENDING',
      InvitationMessage: 'Please call them',
      SenderAwsAccountId: AWS,
      Payload: { OpportunityInvitation: { Customer: { CompanyName: 'Example Corp' } } },
    });
    const hidden = await errorOf(
      beta.getEngagementInvitation({ Catalog: catalog, Identifier: referral.invitationId }),
    );
    expect(hidden.name).toBe('ResourceNotFoundException');

    const request = { Catalog: catalog, ClientToken: 'token', Identifier: referral.invitationId };
    const task = await untilEnded(() => alpha.startEngagementByAcceptingInvitationTask(request));
    expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: referral.opportunityId });
    const accepted = await alpha.getOpportunity({ Catalog: catalog, Identifier: referral.opportunityId });
    expect(accepted).toMatchObject({
      LifeCycle: { ReviewStatus: 'Approved' },
      Customer: { Contacts: [{ Email: 'mary@example.com' }] },
    });
    const summary = await alpha.getAwsOpportunitySummary({
      Catalog: catalog,
      RelatedOpportunityIdentifier: referral.opportunityId,
    });
    expect(summary.Origin).toBe('AWS Referral');
  },
);

test.each(['AWS', 'Sandbox'])(
  'AWS refers a lead in catalog %s, and it becomes an opportunity',
  async (catalog) => {
    const { server, alpha } = await start();
    const news = newsOf(server);
    const referral = await referBy(server, { account: ALPHA, catalog, lead: givenLead() });
    expect(referral.opportunityId).toBeUndefined();
    expect(await news()).toEqual({
      aws: ['Engagement Created', 'Engagement Invitation Created'],
      [ALPHA]: ['Engagement Invitation Created'],
    });
    const Identifier = referral.invitationId;
    const shown = await alpha.getEngagementInvitation({ Catalog: catalog, Identifier });
    expect(shown.PayloadType).toBe('LeadInvitation');
    expect(shown.Payload?.LeadInvitation).toEqual({
      Customer: {
        CompanyName: 'Example Corp',
        Industry: 'Retail',
        WebsiteUrl: 'https://www.example.com',
        CountryCode: 'US',
      },
      Interaction: {
        SourceType: 'Event',
        SourceId: 're-1',
        SourceName: 're:Invent',
        Usecase: 'Migration of the shop',
        ContactBusinessTitle: 'CTO',
      },
    });
    await alpha.acceptEngagementInvitation({ Catalog: catalog, Identifier });
    const engagement = await alpha.getEngagement({ Catalog: catalog, Identifier: referral.engagementId });
    expect(engagement.Contexts?.[0]?.Payload?.Lead?.Interactions?.[0]?.Contact?.Email).toBe(
      'mary@example.com',
    );
    const request = {
      Catalog: catalog,
      ClientToken: 'token',
      Identifier: referral.engagementId,
      ContextIdentifier: '1',
    };
    const task = await untilEnded(() => alpha.startOpportunityFromEngagementTask(request));
    expect(task.TaskStatus).toBe('COMPLETE');
  },
);

test('a referral without input is made up: an opportunity that a task accepts, and a lead', async () => {
  const { server, alpha } = await start();
  const { invitationId, opportunityId } = await referBy(server, { account: ALPHA });
  expect(await runAcceptTask(alpha, invitationId)).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId: opportunityId,
  });
  const made = await referBy(server, { account: ALPHA, kind: 'lead' });
  const shown = await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: made.invitationId });
  expect(shown.PayloadType).toBe('LeadInvitation');
});

test('made-up referrals are within the limits, the same for the same id, and varied', () => {
  const now = '2026-11-23T09:30:00.000Z';
  const ids = Array.from({ length: 200 }, (_, index) => `O${index}`);
  for (const id of ids) {
    expect(readOpportunity(madeUpOpportunity(id, now), 'AWS', now).Origin).toBe('AWS Referral');
    expect(readLead(madeUpLead(id, now), 'AWS').Interactions).toHaveLength(1);
  }
  expect(madeUpOpportunity('O7', now)).toEqual(madeUpOpportunity('O7', now));
  const titles = new Set(ids.map((id) => madeUpOpportunity(id, now).Project.Title));
  expect(titles.size).toBeGreaterThan(40);
  for (const title of titles) expect(title.length).toBeLessThanOrEqual(40);
});

test('a given opportunity has to pass the limits and rules of CreateOpportunity, a lead those of an engagement', async () => {
  const { server } = await start();
  const refused = async (referral: object) =>
    faultsOf(await errorOf(referBy(server, { account: ALPHA, ...referral })));
  const { Customer, ...rest } = givenOpportunity();
  expect(
    await refused({
      opportunity: {
        ...rest,
        Customer: { ...Customer, Account: { ...Customer?.Account, Industry: 'Nothing' } },
        LifeCycle: { Stage: 'Nowhere' },
      },
    }),
  ).toEqual([
    'opportunity.Customer.Account.Industry: INVALID_ENUM_VALUE',
    'opportunity.LifeCycle.Stage: INVALID_ENUM_VALUE',
  ]);
  expect(
    await refused({
      opportunity: {
        ...givenOpportunity(),
        LifeCycle: { Stage: 'Closed Lost', TargetCloseDate: dayAhead(-3) },
      },
    }),
  ).toEqual([
    'opportunity.LifeCycle.ClosedLostReason: REQUIRED_FIELD_MISSING',
    'opportunity.LifeCycle.TargetCloseDate: INVALID_VALUE',
  ]);
  expect(await refused({ lead: { Customer: {}, Interactions: [] } })).toEqual([
    'lead.Customer.CompanyName: REQUIRED_FIELD_MISSING',
    'lead.Interactions: NOT_ENOUGH_VALUES',
  ]);
  expect(await refused({ lead: givenLead(), opportunity: givenOpportunity() })).toEqual([
    'lead: INVALID_VALUE',
  ]);
  expect(await refused({ account: 'aws' })).toEqual(['account: INVALID_VALUE']);
  expect(await refused({ catalog: 'Moon', nonsense: 1 })).toHaveLength(2);
  const wrongType = await errorOf(referBy(server, { account: ALPHA, opportunity: { Customer: 7 } }));
  expect(wrongType.name).toBe('SerializationException');
});
