import { describe, expect, test } from 'vitest';
import { operate } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { heard, invitationToAws, nameJobRole, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';

/** Creates an opportunity that a task has submitted for AWS's review. */
const submitted = async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await nameJobRole(alpha);
  const id = await readyOpportunity(alpha);
  expect((await share(alpha, id)).TaskStatus).toBe('COMPLETE');
  const review = (decision: string, more: object = {}) =>
    operate<{ id: string; reviewStatus: string; lastModifiedDate: string }>(server, 'POST', 'reviews', {
      account: ALPHA,
      catalog: Catalog,
      id,
      decision,
      ...more,
    });
  const lifeCycle = async () => (await getOpportunity(alpha, id)).LifeCycle;
  const news = newsOf(server);
  await news();
  return { server, alpha, aws: clientOf(server, AWS), id, review, lifeCycle, news };
};

const { opportunityUpdated, snapshotCreated, memberAdded, invitationAccepted, invitationRejected } = heard;

describe('each decision of AWS', () => {
  test('In review: the opportunity is updated, and its owner still cannot change it', async () => {
    const { alpha, id, review, lifeCycle, news } = await submitted();
    const { reviewStatus, lastModifiedDate } = await review('In review');
    expect(reviewStatus).toBe('In review');
    expect(await lifeCycle()).toMatchObject({ ReviewStatus: 'In review' });
    expect((await getOpportunity(alpha, id)).LastModifiedDate?.toISOString()).toBe(lastModifiedDate);
    expect(await news()).toEqual({
      [ALPHA]: [opportunityUpdated, snapshotCreated],
    });
    const refused = await errorOf(change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' })));
    expect(faultsOf(refused)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  });

  test('Action Required: comments and reason are shown, and a change submits it again', async () => {
    const { alpha, id, review, lifeCycle, news } = await submitted();
    await review('In review');
    await news();
    await review('Action Required', { comments: 'Which city?', reason: 'Customer Details' });
    expect(await lifeCycle()).toMatchObject({
      ReviewStatus: 'Action Required',
      ReviewComments: 'Which city?',
      ReviewStatusReason: 'Customer Details',
    });
    expect(await news()).toEqual({ [ALPHA]: [opportunityUpdated, snapshotCreated] });
    await change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
    expect((await lifeCycle())?.ReviewStatus).toBe('Submitted');
    await review('Approved');
    const approved = await lifeCycle();
    expect(approved?.ReviewStatus).toBe('Approved');
    expect(approved?.ReviewComments).toBeUndefined();
    expect(approved?.ReviewStatusReason).toBeUndefined();
  });

  test('Approved: AWS accepts the invitation and becomes a member', async () => {
    const { aws, review, lifeCycle, news } = await submitted();
    await review('Approved');
    expect((await lifeCycle())?.ReviewStatus).toBe('Approved');
    expect(await news()).toEqual({
      [ALPHA]: [invitationAccepted, memberAdded, opportunityUpdated, snapshotCreated],
      [AWS]: [invitationAccepted, memberAdded, snapshotCreated],
    });
    const Identifier = await invitationToAws(aws);
    expect((await aws.getEngagementInvitation({ Catalog, Identifier })).Status).toBe('ACCEPTED');
  });

  test('Rejected: AWS rejects the invitation, and the opportunity can no longer be changed', async () => {
    const { alpha, aws, id, review, lifeCycle, news } = await submitted();
    await review('Rejected', { comments: 'Another partner is there already', reason: 'Duplicate' });
    expect(await lifeCycle()).toMatchObject({
      ReviewStatus: 'Rejected',
      ReviewComments: 'Another partner is there already',
      ReviewStatusReason: 'Duplicate',
    });
    expect(await news()).toEqual({
      [ALPHA]: [invitationRejected, opportunityUpdated, snapshotCreated],
      [AWS]: [invitationRejected],
    });
    const Identifier = await invitationToAws(aws);
    expect(await aws.getEngagementInvitation({ Catalog, Identifier })).toMatchObject({
      Status: 'REJECTED',
      RejectionReason: 'Duplicate',
    });
    const refused = await errorOf(change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' })));
    expect(faultsOf(refused)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  });

  test.each(['Approved', 'Rejected', 'Action Required'])(
    '%s of an opportunity that was submitted without an engagement',
    async (decision) => {
      const server = await startServer();
      const alpha = clientOf(server, ALPHA);
      const id = await readyOpportunity(alpha);
      await alpha.submitOpportunity({
        Catalog,
        Identifier: id,
        InvolvementType: 'Co-Sell',
        Visibility: 'Full',
      });
      const news = newsOf(server);
      await news();
      await operate(server, 'POST', 'reviews', { account: ALPHA, catalog: Catalog, id, decision });
      expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe(decision);
      expect(await news()).toEqual({ [ALPHA]: [opportunityUpdated] });
    },
  );
});

test('opportunities that are not under review are refused, and unknown ones are not found', async () => {
  const { server, review, id } = await submitted();
  const refusal = async (call: Promise<unknown>) => {
    const error = await errorOf(call);
    return [error.name, ...faultsOf(error)];
  };
  const state = ['ValidationException', 'lifeCycle.reviewStatus: INVALID_RESOURCE_STATE'];
  await review('In review');
  expect(await refusal(review('In review'))).toEqual(state);
  await review('Approved');
  expect(await refusal(review('Rejected'))).toEqual(state);
  expect(await refusal(review('Approved', { reason: 'x' }))).toEqual([...state, 'reason: INVALID_VALUE']);
  expect(await refusal(review('Perhaps'))).toEqual(['ValidationException', 'decision: INVALID_ENUM_VALUE']);
  const elsewhere = { id, decision: 'Approved', catalog: Catalog };
  expect(await refusal(operate(server, 'POST', 'reviews', { ...elsewhere, account: BETA }))).toEqual([
    'ResourceNotFoundException',
  ]);
  expect(
    await refusal(operate(server, 'POST', 'reviews', { ...elsewhere, account: ALPHA, catalog: 'AWS' })),
  ).toEqual(['ResourceNotFoundException']);
});
