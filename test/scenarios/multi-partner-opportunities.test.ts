import { expect, test } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { dayAhead, opportunityInvitation, runAcceptTask } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { GAMMA, heard, nameJobRole, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** AWS docs: working-with-multi-partner-opportunities. */

const Catalog = 'Sandbox';

/** Alpha's opportunity is submitted, and Beta invited to it. */
const start = async () => {
  const server = await startServer();
  const [alpha, beta, gamma] = [clientOf(server, ALPHA), clientOf(server, BETA), clientOf(server, GAMMA)];
  const [aws, news] = [clientOf(server, AWS), newsOf(server)];
  await nameJobRole(alpha, beta, gamma);
  const ofAlpha = await readyOpportunity(alpha);
  const { EngagementId: engagement = '', EngagementInvitationId: toAws = '' } = await share(alpha, ofAlpha);
  await news();
  const invite = async (receiver: string): Promise<string> => {
    const { Id = '' } = await alpha.createEngagementInvitation(opportunityInvitation(engagement, receiver));
    return Id;
  };
  return { alpha, beta, gamma, aws, news, ofAlpha, engagement, toAws, invite };
};

type Client = Awaited<ReturnType<typeof start>>['alpha'];

const reviewStatus = async (client: Client, id: string) =>
  (await getOpportunity(client, id)).LifeCycle?.ReviewStatus;

/** Lists the snapshots that a member sees in an engagement, as `opportunity/revision by account`. */
const snapshotsSeenBy = async (client: Client, EngagementIdentifier: string) => {
  const { ResourceSnapshotSummaries = [] } = await client.listResourceSnapshots({
    Catalog,
    EngagementIdentifier,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  return ResourceSnapshotSummaries.map(
    ({ ResourceId, Revision, CreatedBy }) => `${ResourceId}/${Revision} by ${CreatedBy}`,
  ).sort();
};

const latestSummary = async (client: Client, EngagementIdentifier: string, ResourceIdentifier: string) => {
  const { Payload } = await client.getResourceSnapshot({
    Catalog,
    EngagementIdentifier,
    ResourceType: 'Opportunity',
    ResourceIdentifier,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  return Payload?.OpportunitySummary;
};

test('a partner invites another while AWS reviews: it joins with a copy, and AWS approves both', async () => {
  const { alpha, beta, aws, news, ofAlpha, engagement, toAws, invite } = await start();

  // "Invite a partner".
  const toBeta = await invite(BETA);
  expect(await news()).toEqual({ [ALPHA]: [heard.invitationCreated], [BETA]: [heard.invitationCreated] });
  expect((await errorOf(beta.getEngagement({ Catalog, Identifier: engagement }))).name).toBe(
    'ResourceNotFoundException',
  );

  // "Accept the invitation": Beta gets its own opportunity, under the same review.
  const task = await runAcceptTask(beta, toBeta);
  expect(task.TaskStatus).toBe('COMPLETE');
  const ofBeta = task.OpportunityId ?? '';
  expect(ofBeta).not.toBe(ofAlpha);
  expect(await reviewStatus(beta, ofBeta)).toBe('Submitted');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
    [BETA]: [
      heard.invitationAccepted,
      heard.memberAdded,
      heard.opportunityCreated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
  });

  // "AWS approves": all opportunities made from it follow.
  await aws.acceptEngagementInvitation({ Catalog, Identifier: toAws });
  expect(await reviewStatus(alpha, ofAlpha)).toBe('Approved');
  expect(await reviewStatus(beta, ofBeta)).toBe('Approved');
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.invitationAccepted,
      heard.memberAdded,
      heard.opportunityUpdated,
      heard.snapshotCreated,
      heard.snapshotCreated,
    ],
    [BETA]: [heard.memberAdded, heard.snapshotCreated, heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated, heard.snapshotCreated],
  });

  // "Snapshots": every member sees what each member shares.
  const all = [
    `${ofAlpha}/1 by ${ALPHA}`,
    `${ofAlpha}/2 by ${ALPHA}`,
    `${ofBeta}/1 by ${BETA}`,
    `${ofBeta}/2 by ${BETA}`,
  ].sort();
  for (const member of [alpha, beta, aws]) {
    expect(await snapshotsSeenBy(member, engagement)).toEqual(all);
    expect((await latestSummary(member, engagement, ofAlpha))?.Lifecycle?.ReviewStatus).toBe('Approved');
    expect((await latestSummary(member, engagement, ofBeta))?.Lifecycle?.ReviewStatus).toBe('Approved');
  }

  // Only its owner sees an opportunity; the others see its snapshots.
  expect((await errorOf(getOpportunity(beta, ofAlpha))).name).toBe('ResourceNotFoundException');
  expect((await errorOf(getOpportunity(alpha, ofBeta))).name).toBe('ResourceNotFoundException');
  await change(beta, ofBeta, ({ LifeCycle, Project }) => ({
    PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
    LifeCycle: { ...LifeCycle, TargetCloseDate: dayAhead(), NextSteps: 'Join the call' },
    Marketing: { Source: 'None' },
    Project: {
      ...Project,
      CustomerUseCase: 'IOT',
      DeliveryModels: ['Resell'],
      ExpectedCustomerSpend: [
        { Amount: '500.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
      ],
    },
  }));
  expect(await news()).toEqual({
    [BETA]: [heard.opportunityUpdated, heard.snapshotCreated],
    [ALPHA]: [heard.snapshotCreated],
    [AWS]: [heard.snapshotCreated],
  });
  expect((await latestSummary(alpha, engagement, ofBeta))?.Lifecycle?.NextSteps).toBe('Join the call');
  expect((await latestSummary(alpha, engagement, ofAlpha))?.Lifecycle?.NextSteps).toBe('Meet');
});

test('a partner’s private members are not copied to the partner that it invites', async () => {
  const { alpha, beta, ofAlpha, invite } = await start();
  const { OpportunityId = '' } = await runAcceptTask(beta, await invite(BETA));
  const copy = await getOpportunity(beta, OpportunityId);
  const source = await getOpportunity(alpha, ofAlpha);

  expect(copy.Customer?.Account).toMatchObject({ CompanyName: 'Example Corp', Industry: 'Retail' });
  expect(copy.Project?.Title).toBe('Move the shop');
  expect(copy.LifeCycle?.Stage).toBe('Prospect');
  expect(copy.Marketing).toMatchObject({ Source: 'None', CampaignName: 'Spring' });
  expect(copy.PrimaryNeedsFromAws).toEqual(['Do Not Need Support from AWS Sales Rep']);

  for (const [own, others] of [
    [source.Customer?.Account?.Address?.City, copy.Customer?.Account?.Address?.City],
    [source.Customer?.Account?.AwsAccountId, copy.Customer?.Account?.AwsAccountId],
    [source.Customer?.Contacts?.[0]?.Email, copy.Customer?.Contacts?.[0]?.Email],
    [source.Project?.CustomerUseCase, copy.Project?.CustomerUseCase],
    [source.Project?.DeliveryModels, copy.Project?.DeliveryModels],
    [source.Project?.SalesActivities, copy.Project?.SalesActivities],
    [source.Project?.OtherSolutionDescription, copy.Project?.OtherSolutionDescription],
    [source.Project?.ExpectedCustomerSpend?.[0]?.Amount, copy.Project?.ExpectedCustomerSpend?.[0]?.Amount],
    [source.LifeCycle?.NextSteps, copy.LifeCycle?.NextSteps],
    [source.RelatedEntityIdentifiers?.Solutions?.[0], copy.RelatedEntityIdentifiers?.Solutions?.[0]],
  ]) {
    expect(own).toBeDefined();
    expect(others ?? undefined).toBeUndefined();
  }
});

test('the opportunity of a partner that joins after the approval is approved at once', async () => {
  const { aws, gamma, news, engagement, ofAlpha, toAws, invite } = await start();
  await aws.acceptEngagementInvitation({ Catalog, Identifier: toAws });
  const invitation = await invite(GAMMA);
  await news();
  const { OpportunityId = '' } = await runAcceptTask(gamma, invitation);
  expect(await reviewStatus(gamma, OpportunityId)).toBe('Approved');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
    [AWS]: [heard.memberAdded, heard.snapshotCreated],
    [GAMMA]: [
      heard.invitationAccepted,
      heard.memberAdded,
      heard.opportunityCreated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
  });
  expect(await snapshotsSeenBy(gamma, engagement)).toEqual(
    [`${ofAlpha}/1 by ${ALPHA}`, `${ofAlpha}/2 by ${ALPHA}`, `${OpportunityId}/1 by ${GAMMA}`].sort(),
  );
});

test('a partner that rejects an invitation learns nothing of the engagement', async () => {
  const { beta, news, engagement, invite } = await start();
  const toBeta = await invite(BETA);
  await news();
  await beta.rejectEngagementInvitation({
    Catalog,
    Identifier: toBeta,
    RejectionReason: 'Unable to participate',
  });
  expect(await news()).toEqual({ [ALPHA]: [heard.invitationRejected], [BETA]: [heard.invitationRejected] });
  const looks = [
    beta.getEngagement({ Catalog, Identifier: engagement }),
    beta.listResourceSnapshots({ Catalog, EngagementIdentifier: engagement }),
    beta.listEngagementMembers({ Catalog, Identifier: engagement }),
  ];
  const errors = await Promise.all(looks.map(errorOf));
  expect(errors.map((error) => error.name)).toEqual(Array(3).fill('ResourceNotFoundException'));
});

test('an invited partner follows the sender’s opportunity, whatever other members share', async () => {
  const { alpha, beta, gamma, ofAlpha, engagement, invite } = await start();
  await gamma.acceptEngagementInvitation({ Catalog, Identifier: await invite(GAMMA) });
  // One that sorts before the sender's by id.
  let ofGamma = '';
  do ofGamma = await createOpportunity(gamma);
  while (ofGamma > ofAlpha);
  await gamma.createResourceSnapshot({
    Catalog,
    ClientToken: 'shared',
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: ofGamma,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  const { OpportunityId = '' } = await runAcceptTask(beta, await invite(BETA));
  expect(await reviewStatus(alpha, ofAlpha)).toBe('Submitted');
  expect(await reviewStatus(beta, OpportunityId)).toBe('Submitted');
});
