import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { PARTNER_KEY, type PathAnswer, postman } from '../support/postman.ts';
import { samplePayload } from '../support/sample-payloads.ts';
import { ALPHA, startServer } from '../support/server.ts';

/** Complete flows of AWS's Postman collection, on a server that checks signatures. */

const Catalog = 'Sandbox';

const start = async () => {
  const accounts = [{ id: ALPHA, companyName: 'Alpha', credentials: [PARTNER_KEY] }];
  return postman(await startServer({ auth: 'strict', accounts }));
};

/** Converts output of GetOpportunity to input, as the collection does: all of it, with `Id` renamed. */
const asUpdate = ({ body: { Id, ...rest } }: PathAnswer, changes: object) => {
  const { LifeCycle, ...others } = rest;
  return { ...others, Identifier: Id, LifeCycle: { ...LifeCycle, ...changes } };
};

test('a referral of AWS is created, accepted, read and updated by path-addressed calls', async () => {
  const call = await start();
  const referral = await call('CreateOpportunity', samplePayload({ Origin: 'AWS Referral' }));
  expect([referral.status, referral.body]).toEqual([
    200,
    {
      Id: expect.stringMatching(/^O[0-9]{1,19}$/),
      LastModifiedDate: expect.any(String),
      PartnerOpportunityIdentifier: null,
    },
  ]);

  const invitations = await call('ListEngagementInvitations', {
    Catalog,
    ParticipantType: 'RECEIVER',
    PayloadType: ['OpportunityInvitation'],
    Status: ['PENDING'],
    NextToken: null,
  });
  expect(invitations.body).toMatchObject({ NextToken: null });
  const invitation = invitations.body.EngagementInvitationSummaries?.[0]?.Id;
  const invited = await call('GetEngagementInvitation', { Catalog, Identifier: invitation });
  expect(invited.body).toMatchObject({ Status: 'PENDING', SenderAwsAccountId: 'aws' });

  const accepted = await call('StartEngagementByAcceptingInvitationTask', {
    Catalog,
    Identifier: invitation,
    ClientToken: randomUUID(),
  });
  expect(accepted.body).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementInvitationId: invitation,
    OpportunityId: expect.stringMatching(/^O/),
    Message: null,
    ReasonCode: null,
  });
  const { OpportunityId } = accepted.body;

  const found = await call('GetOpportunity', { Catalog, Identifier: OpportunityId });
  expect(found.body).toMatchObject({ Id: OpportunityId, LifeCycle: { ReviewStatus: 'Approved' } });
  const change = { Stage: 'Technical Validation', NextSteps: 'Plan the workshop' };
  const updated = await call('UpdateOpportunity', asUpdate(found, change));
  expect([updated.status, updated.body]).toEqual([
    200,
    { Id: OpportunityId, LastModifiedDate: expect.any(String) },
  ]);
  const after = await call('GetOpportunity', { Catalog, Identifier: OpportunityId });
  expect(after.body).toMatchObject({ LifeCycle: change, LastModifiedDate: updated.body.LastModifiedDate });
});

test('an opportunity of the partner is created, submitted and approved by path-addressed calls', async () => {
  const call = await start();
  const created = await call('CreateOpportunity', samplePayload());
  const Identifier = created.body.Id;
  const associated = await call('AssociateOpportunity', {
    Catalog,
    OpportunityIdentifier: Identifier,
    RelatedEntityType: 'Solutions',
    RelatedEntityIdentifier: 'S-1234567',
  });
  expect([associated.status, associated.text]).toEqual([200, '']);
  const submitted = await call('StartEngagementFromOpportunityTask', {
    AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
    Catalog,
    Identifier,
    ClientToken: randomUUID(),
  });
  expect(submitted.body).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId: Identifier,
    EngagementId: expect.stringMatching(/^eng-/),
  });

  // AWS's review in the sandbox: sends everything back with another status.
  const waiting = await call('GetOpportunity', { Catalog, Identifier });
  expect(waiting.body.LifeCycle?.ReviewStatus).toBe('Submitted');
  const approved = await call('UpdateOpportunity', asUpdate(waiting, { ReviewStatus: 'Approved' }));
  expect([approved.status, approved.body.Id]).toEqual([200, Identifier]);
  const after = await call('GetOpportunity', { Catalog, Identifier });
  expect(after.body.LifeCycle?.ReviewStatus).toBe('Approved');
});

test('errors have the same form, and the signature covers the path', async () => {
  const call = await start();
  const missing = await call('GetOpportunity', { Catalog, Identifier: 'O999999999999999' });
  expect([missing.status, missing.body.__type]).toEqual([400, 'ResourceNotFoundException']);
  const wrong = await call('GetOpportunity', { Catalog, Identifier: null });
  expect(wrong.body).toMatchObject({
    __type: 'ValidationException',
    ErrorList: [{ FieldName: 'identifier', Code: 'REQUIRED_FIELD_MISSING' }],
  });
  const unknown = await call('GetOpportunities', { Catalog });
  expect([unknown.status, unknown.body.__type]).toEqual([400, 'UnknownOperationException']);
});
