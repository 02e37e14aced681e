import { describe, expect, test } from 'vitest';
import type { EventEnvelope } from '../../src/events/catalogue.ts';
import {
  engagement,
  leadInvitation,
  opportunity,
  opportunityInvitation,
  refer,
  runAcceptTask,
} from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { nameJobRole } from '../support/sharing.ts';
import { change } from '../support/update.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const start = async () => {
  const server = await startServer({ accounts: [{ id: ALPHA, companyName: 'Alpha Ltd' }] });
  let seen = 0;
  const alpha = clientOf(server, ALPHA);
  await nameJobRole(alpha);
  return {
    alpha,
    beta: clientOf(server, BETA),
    aws: clientOf(server, AWS),
    /** Returns the events since the last call. */
    news: async (): Promise<EventEnvelope[]> => {
      const feed = await readFeed(server);
      const news = feed.slice(seen);
      seen = feed.length;
      return news;
    },
  };
};

const outline = (events: EventEnvelope[]) =>
  events.map((event) => `${event['detail-type']} > ${event.account}`);

/** The envelope that every event has. */
const envelope = {
  id: expect.any(String),
  source: 'aws.partnercentral-selling',
  region: 'us-east-1',
  version: '0',
  /** In whole seconds. Seen. */
  time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
};

describe('opportunities', () => {
  test('CreateOpportunity sends an event to the owner', async () => {
    const { alpha, news } = await start();
    const { Id = '' } = await alpha.createOpportunity(opportunity());
    expect(await news()).toEqual([
      {
        ...envelope,
        'detail-type': 'Opportunity Created',
        account: ALPHA,
        resources: [],
        detail: { schemaVersion: '1', catalog: Catalog, opportunity: { identifier: Id } },
      },
    ]);
  });

  test('UpdateOpportunity sends an event to the owner', async () => {
    const { alpha, news } = await start();
    const { Id = '' } = await alpha.createOpportunity(opportunity());
    await news();
    await change(alpha, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
    expect(await news()).toMatchObject([
      {
        ...envelope,
        'detail-type': 'Opportunity Updated',
        account: ALPHA,
        resources: [],
      },
    ]);
  });

  test('a referral sends AWS events for its opportunity and engagement, and both sides one for the invitation', async () => {
    const { alpha, news } = await start();
    await refer(alpha);
    expect(outline(await news())).toEqual([
      `Opportunity Created > ${AWS}`,
      `Engagement Created > ${AWS}`,
      `Engagement Invitation Created > ${AWS}`,
      `Engagement Invitation Created > ${ALPHA}`,
    ]);
  });

  test('a change sends all members a snapshot event only if the snapshot shows it', async () => {
    const { alpha, news } = await start();
    const { opportunityId, invitationId, engagementId } = await refer(alpha);
    await runAcceptTask(alpha, invitationId);
    await news();
    await change(alpha, opportunityId, ({ LifeCycle }) => ({
      LifeCycle: { ...LifeCycle, NextSteps: 'Call' },
    }));
    const shown = await news();
    expect(outline(shown)).toEqual([
      `Opportunity Updated > ${ALPHA}`,
      `Engagement Resource Snapshot Created > ${AWS}`,
      `Engagement Resource Snapshot Created > ${ALPHA}`,
    ]);
    const arn = `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement/${engagementId}/resource/Opportunity/${opportunityId}/template/OpportunitySummaryView/snapshot/2`;
    expect(shown[1]).toEqual({
      ...envelope,
      'detail-type': 'Engagement Resource Snapshot Created',
      account: AWS,
      resources: [arnOf.engagement(engagementId)],
      detail: {
        schemaVersion: '1',
        catalog: Catalog,
        resourceSnapshot: {
          arn,
          engagementId,
          resourceType: 'Opportunity',
          resourceId: opportunityId,
          createdBy: ALPHA,
          targetMemberAccounts: [AWS, ALPHA],
          resourceSnapshotTemplateName: 'OpportunitySummaryView',
        },
      },
    });
    await change(alpha, opportunityId, ({ Project }) => ({
      Project: { ...Project, AdditionalComments: 'Good' },
    }));
    expect(outline(await news())).toEqual([`Opportunity Updated > ${ALPHA}`]);
  });
});

test('CreateEngagement sends an event to the creator', async () => {
  const { alpha, news } = await start();
  const { Id = '' } = await alpha.createEngagement(engagement());
  expect(await news()).toEqual([
    {
      ...envelope,
      'detail-type': 'Engagement Created',
      account: ALPHA,
      resources: [arnOf.engagement(Id)],
      detail: {
        schemaVersion: '1',
        catalog: Catalog,
        engagement: {
          engagementArn: arnOf.engagement(Id),
          engagementId: Id,
          CreatedAt: envelope.time,
          CreatedBy: ALPHA,
          ContextTypes: [],
        },
      },
    },
  ]);
});

describe('invitations', () => {
  const invited = async () => {
    const world = await start();
    const { Id: engagementId = '' } = await world.alpha.createEngagement(engagement());
    await world.news();
    const { Id = '' } = await world.alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
    return { ...world, engagementId, Id };
  };
  const invitationEvent = (
    name: string,
    account: string,
    participantType: string,
    engagementId: string,
    id: string,
  ) => ({
    ...envelope,
    'detail-type': `Engagement Invitation ${name}`,
    account,
    resources: [arnOf.invitation(id)],
    detail: {
      schemaVersion: '1.0',
      catalog: Catalog,
      engagementInvitation: {
        arn: arnOf.invitation(id),
        id,
        engagementId,
        senderAccountId: ALPHA,
        receiverAccountId: BETA,
        ...(name === 'Created' && { senderCompanyName: 'Alpha Ltd', expirationDate: envelope.time }),
        participantType,
        payloadType: 'LeadInvitation',
      },
    },
  });

  test('CreateEngagementInvitation sends the sender and the receiver one event each', async () => {
    const { news, engagementId, Id } = await invited();
    expect(await news()).toEqual([
      invitationEvent('Created', ALPHA, 'SENDER', engagementId, Id),
      invitationEvent('Created', BETA, 'RECEIVER', engagementId, Id),
    ]);
  });

  test('AcceptEngagementInvitation sends both an event, and every member one for the new member', async () => {
    const { beta, news, engagementId, Id } = await invited();
    await news();
    await beta.acceptEngagementInvitation({ Catalog, Identifier: Id });
    const memberAdded = {
      ...envelope,
      'detail-type': 'Engagement Member Added',
      resources: [arnOf.engagement(engagementId)],
      detail: {
        schemaVersion: '1',
        catalog: Catalog,
        engagement: { id: engagementId },
        engagementMember: { accountId: BETA, companyName: `Partner ${BETA}` },
      },
    };
    expect(await news()).toEqual([
      invitationEvent('Accepted', ALPHA, 'SENDER', engagementId, Id),
      invitationEvent('Accepted', BETA, 'RECEIVER', engagementId, Id),
      { ...memberAdded, account: ALPHA },
      { ...memberAdded, account: BETA },
    ]);
  });

  test('RejectEngagementInvitation sends both an event', async () => {
    const { beta, news, engagementId, Id } = await invited();
    await news();
    await beta.rejectEngagementInvitation({ Catalog, Identifier: Id, RejectionReason: 'No' });
    expect(await news()).toEqual([
      invitationEvent('Rejected', ALPHA, 'SENDER', engagementId, Id),
      invitationEvent('Rejected', BETA, 'RECEIVER', engagementId, Id),
    ]);
  });
});

test('refused requests, reads and tags send no events', async () => {
  const { alpha, beta, news } = await start();
  const { Id = '' } = await alpha.createOpportunity(opportunity());
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  await alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));
  await news();
  const ResourceArn = arnOf.opportunity(Id);
  await alpha.tagResource({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] });
  await alpha.untagResource({ ResourceArn, TagKeys: ['a'] });
  await alpha.listTagsForResource({ ResourceArn });
  await Promise.allSettled([
    alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA)),
    beta.rejectEngagementInvitation({ Catalog, Identifier: 'engi-zzzzzzzzzzzzz' }),
    alpha.createOpportunity(opportunity({ NationalSecurity: 'Yes' })),
  ]);
  expect(await news()).toEqual([]);
});
