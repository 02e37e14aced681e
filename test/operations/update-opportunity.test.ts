import { expect, test } from 'vitest';
import { opportunity, projectOf, refer, runAcceptTask } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { callRaw } from '../support/raw.ts';
import { recordedStatements } from '../support/recorded-statements.ts';
import { startReviewServer } from '../support/review.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { associateSolution, heard, newsOf, SOLUTION } from '../support/sharing.ts';
import { asUpdate, change, getOpportunity } from '../support/update.ts';

const newOpportunity = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  return { server, client, id: Id };
};

test('an update replaces the opportunity and moves LastModifiedDate', async () => {
  const { client, id } = await newOpportunity();
  const before = await getOpportunity(client, id);
  const Marketing = { Source: 'None' } as const;
  const updated = await change(client, id, () => ({ PartnerOpportunityIdentifier: 'crm-2', Marketing }));
  const { $metadata, ...after } = await getOpportunity(client, id);
  expect(updated.LastModifiedDate).toEqual(after.LastModifiedDate);
  expect(after.LastModifiedDate!.getTime()).toBeGreaterThan(before.LastModifiedDate!.getTime());
  const { $metadata: _metadata, ...rest } = before;
  expect(after).toEqual({
    ...rest,
    PartnerOpportunityIdentifier: 'crm-2',
    Marketing: expect.objectContaining(Marketing),
    LastModifiedDate: updated.LastModifiedDate,
  });
  expect(after.Marketing?.CampaignName ?? null).toBeNull();
});

test('omitted members are removed, except the team and the associations (AWS docs: UpdateOpportunity)', async () => {
  const { client, id } = await newOpportunity();
  await associateSolution(client, id);
  const before = await getOpportunity(client, id);
  const { NextSteps, ...LifeCycle } = before.LifeCycle ?? {};
  const { SalesActivities, OtherSolutionDescription, ...Project } = before.Project ?? {};
  const { Contacts, ...Customer } = before.Customer ?? {};
  const { PartnerOpportunityIdentifier, ...rest } = asUpdate(before);
  await client.updateOpportunity({ ...rest, LifeCycle, Project, Customer });
  const after = await getOpportunity(client, id);
  expect(after.PartnerOpportunityIdentifier ?? null).toBeNull();
  expect(after.LifeCycle?.NextSteps ?? null).toBeNull();
  expect(after.Project?.SalesActivities ?? null).toBeNull();
  expect(after.Customer?.Contacts ?? []).toEqual([]);
  expect(after.OpportunityTeam).toEqual(before.OpportunityTeam);
  expect(after.RelatedEntityIdentifiers?.Solutions).toEqual([SOLUTION]);
});

test('an omitted contract duration stays, and a null removes it', async () => {
  const { server, client } = await newOpportunity();
  const { Id: id = '' } = await client.createOpportunity(
    opportunity({
      Project: projectOf({
        ExpectedContractDuration: { Term: 'Months', Value: '36' },
        ExpectedCustomerSpend: [
          { Amount: '1200000', CurrencyCode: 'USD', Frequency: 'None' as never, TargetCompany: 'Self' },
        ],
      }),
    }),
  );
  const amounts = async () =>
    (await getOpportunity(client, id)).Project?.ExpectedCustomerSpend?.map(({ Amount }) => Amount);
  // The example of AWS's guide to deal sizing.
  expect(await amounts()).toEqual(['5600.00', '1200000']);
  await change(client, id, ({ Project }) => ({
    Project: { ...Project, ExpectedContractDuration: undefined },
  }));
  expect(await amounts()).toEqual(['5600.00', '1200000']);

  const current = asUpdate(await getOpportunity(client, id));
  const [monthly] = current.Project?.ExpectedCustomerSpend ?? [];
  await callRaw(server, ALPHA, 'UpdateOpportunity', {
    ...current,
    Project: { ...current.Project, ExpectedContractDuration: null, ExpectedCustomerSpend: [monthly] },
  });
  expect(await amounts()).toEqual(['5600.00']);
  expect((await getOpportunity(client, id)).Project?.ExpectedContractDuration ?? null).toBeNull();
});

test('the stage cannot change before submission, in AWS’s words [reported]', async () => {
  const { client, id } = await newOpportunity();
  const stage = (Stage: 'Committed' | 'Qualified' | undefined) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, Stage } }));
  const frozen = await errorOf(stage('Committed'));
  expect(faultsOf(frozen)).toEqual(['lifeCycle.stage: ACTION_NOT_PERMITTED']);
  expect(frozen.message).toBe('You can not update the stage when Opportunity status is Pending Submission');
  await stage('Qualified');
  const missing = await errorOf(stage(undefined));
  expect(faultsOf(missing)).toEqual(['lifeCycle.stage: REQUIRED_FIELD_MISSING']);
  expect(missing.message).toBe('lifeCycle.stage is required');
});

test('a second update of the same state is a conflict', async () => {
  const { client, id } = await newOpportunity();
  const seen = asUpdate(await getOpportunity(client, id));
  const outcomes = await Promise.allSettled(
    ['one', 'two', 'three'].map((name) =>
      client.updateOpportunity({ ...seen, PartnerOpportunityIdentifier: name }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const error = await errorOf(client.updateOpportunity(seen));
  expect(error).toMatchObject({
    name: 'ConflictException',
    message: expect.stringContaining('LastModifiedDate'),
  });
});

test('the history has past steps, the latest first, without the current one [seen]', async () => {
  const { client, id } = await newOpportunity();
  const plan = (NextSteps: string | undefined) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps, NextStepsHistory: [] } }));
  const history = async () =>
    (await getOpportunity(client, id)).LifeCycle?.NextStepsHistory?.map(({ Value }) => Value) ?? [];
  expect(await history()).toEqual([]);
  await plan('Call');
  await plan('Call');
  await plan('Sign');
  expect(await history()).toEqual(['Call', 'Meet']);
  await plan(undefined);
  expect(await history()).toEqual(['Sign', 'Call', 'Meet']);
});

test('rules apply to updates too; a date that has passed since does not block other changes', async () => {
  const clock = { moment: '2026-11-23T09:00:00.000Z', now: () => clock.moment, onJump: () => {} };
  const client = clientOf(await startServer({ clock }), ALPHA);
  const TargetCloseDate = '2026-12-01';
  const { Id: id = '' } = await client.createOpportunity(
    opportunity({ LifeCycle: { Stage: 'Qualified', TargetCloseDate } }),
  );
  const edit = (changes: object, others: object = {}) =>
    change(client, id, ({ LifeCycle }) => ({ ...others, LifeCycle: { ...LifeCycle, ...changes } }));
  expect(faultsOf(await errorOf(edit({ TargetCloseDate: '2026-11-22' })))).toEqual([
    'lifeCycle.targetCloseDate: INVALID_VALUE',
  ]);
  clock.moment = '2026-12-24T09:00:00.000Z';
  await edit({ NextSteps: 'Apologize' }, { PartnerOpportunityIdentifier: 'late' });
  expect((await getOpportunity(client, id)).PartnerOpportunityIdentifier).toBe('late');
  expect(faultsOf(await errorOf(edit({ TargetCloseDate: '2026-12-02' })))).toEqual([
    'lifeCycle.targetCloseDate: INVALID_VALUE',
  ]);
});

test('unknown opportunities are not found', async () => {
  const { server, client, id } = await newOpportunity();
  const seen = asUpdate(await getOpportunity(client, id));
  const foreign = clientOf(server, BETA).updateOpportunity(seen);
  expect((await errorOf(foreign)).name).toBe('ResourceNotFoundException');
  const unknown = client.updateOpportunity({ ...seen, Identifier: 'O1' });
  expect((await errorOf(unknown)).name).toBe('ResourceNotFoundException');
});

test('an opportunity that is not in review cannot be approved, and partners cannot approve in catalog AWS', async () => {
  const { client, id } = await newOpportunity();
  const approve = change(client, id, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, ReviewStatus: 'Approved' },
  }));
  expect(faultsOf(await errorOf(approve))).toEqual(['lifeCycle.reviewStatus: INVALID_RESOURCE_STATE']);

  const { Id = '' } = await client.createOpportunity(opportunity({ Catalog: 'AWS' }));
  const real = await client.getOpportunity({ Catalog: 'AWS', Identifier: Id });
  const LifeCycle = { ...real.LifeCycle, ReviewStatus: 'Approved' as const };
  const refused = await errorOf(client.updateOpportunity({ ...asUpdate(real), LifeCycle }));
  expect(faultsOf(refused)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  const after = await client.getOpportunity({ Catalog: 'AWS', Identifier: Id });
  expect(after.LifeCycle?.ReviewStatus).toBe('Pending Submission');
});

test.each(['Rejected', 'In review', 'Submitted'] as const)(
  'a partner cannot make the decision %s: the error names the two allowed ones',
  async (ReviewStatus) => {
    const { client, id } = await newOpportunity();
    const decide = change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ReviewStatus } }));
    const error = await errorOf(decide);
    expect(faultsOf(error)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
    expect(error.message).toContain('Approved and Action Required');
  },
);

test('a review applies the other changes in its payload and its comments [docs]', async () => {
  const { server, client, id } = await newOpportunity();
  await client.submitOpportunity({ Catalog: 'Sandbox', Identifier: id, InvolvementType: 'Co-Sell' });
  const news = newsOf(server);
  await news();
  const before = await getOpportunity(client, id);
  const { LastModifiedDate } = await change(client, id, ({ LifeCycle, Project }) => ({
    Project: { ...Project, AdditionalComments: 'From the review' },
    LifeCycle: {
      ...LifeCycle,
      ReviewStatus: 'Action Required',
      ReviewComments: 'Which city?',
      ReviewStatusReason: 'Address',
      NextSteps: 'Tell the city',
    },
  }));
  const after = await getOpportunity(client, id);
  expect(after).toMatchObject({
    LastModifiedDate,
    Project: { AdditionalComments: 'From the review' },
    LifeCycle: {
      ReviewStatus: 'Action Required',
      ReviewComments: 'Which city?',
      ReviewStatusReason: 'Address',
      NextSteps: 'Tell the city',
    },
  });
  expect(after.LastModifiedDate!.getTime()).toBeGreaterThan(before.LastModifiedDate!.getTime());
  // One change, one event.
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
});

test('a review needs the whole payload, like every update', async () => {
  const { client, id } = await newOpportunity();
  await client.submitOpportunity({ Catalog: 'Sandbox', Identifier: id, InvolvementType: 'Co-Sell' });
  const { LastModifiedDate } = await getOpportunity(client, id);
  const bare = client.updateOpportunity({
    Catalog: 'Sandbox',
    Identifier: id,
    LastModifiedDate,
    LifeCycle: { ReviewStatus: 'Approved' },
  });
  expect(faultsOf(await errorOf(bare))).toContain('project.title: REQUIRED_FIELD_MISSING');
});

test('an approved opportunity keeps the approved members', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { opportunityId, invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  const title = change(client, opportunityId, ({ Project }) => ({ Project: { ...Project, Title: 'Other' } }));
  expect(faultsOf(await errorOf(title))).toEqual(['project.title: ACTION_NOT_PERMITTED']);
  await change(client, opportunityId, ({ Project }) => ({
    Project: { ...Project, AdditionalComments: 'Good' },
  }));
  expect((await getOpportunity(client, opportunityId)).Project?.AdditionalComments).toBe('Good');
});

test('review in the sandbox: read-only, action required, submitted again, approved', async () => {
  const server = await startReviewServer();
  const { Id = '' } = await server.client(ALPHA).createOpportunity(opportunity());
  await server.review(ALPHA, Id, 'Submitted');
  const client = server.client(ALPHA);
  const status = async () => (await getOpportunity(client, Id)).LifeCycle?.ReviewStatus;
  const decide = (ReviewStatus: 'Approved' | 'Action Required') =>
    change(client, Id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ReviewStatus } }));

  const edit = await errorOf(change(client, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' })));
  expect(faultsOf(edit)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  expect(edit.message).toContain('under review, it cannot be edited until AWS decides');
  await decide('Action Required');
  expect(await status()).toBe('Action Required');
  const closed = change(client, Id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Wait' } }));
  expect(faultsOf(await errorOf(closed))).toEqual(['lifeCycle.nextSteps: ACTION_NOT_PERMITTED']);
  await change(client, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(await status()).toBe('Submitted');
  await decide('Approved');
  expect(await status()).toBe('Approved');
  expect(faultsOf(await errorOf(decide('Action Required')))).toEqual([
    'lifeCycle.reviewStatus: INVALID_RESOURCE_STATE',
  ]);
});

test('an omitted approved member is reported as missing or as a forbidden change [reported]', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const SoftwareRevenue = {
    DeliveryModel: 'Contract',
    Value: { Amount: '100', CurrencyCode: 'USD' },
  } as const;
  const { opportunityId, invitationId } = await refer(client, { SoftwareRevenue });
  await runAcceptTask(client, invitationId);
  const without = change(client, opportunityId, () => ({ SoftwareRevenue: undefined }));
  expect(faultsOf(await errorOf(without))).toEqual([
    'softwareRevenue.deliveryModel: ACTION_NOT_PERMITTED',
    'softwareRevenue.value: ACTION_NOT_PERMITTED',
  ]);
  const nameless = change(client, opportunityId, ({ Customer, Project, LifeCycle }) => ({
    Customer: { ...Customer, Account: { ...Customer?.Account, CompanyName: 'Another Corp' } },
    Project: { ...Project, DeliveryModels: [], CustomerUseCase: undefined },
    LifeCycle: { ...LifeCycle, TargetCloseDate: undefined },
  }));
  expect(faultsOf(await errorOf(nameless))).toEqual([
    'customer.account.companyName: ACTION_NOT_PERMITTED',
    'project.customerUseCase: REQUIRED_FIELD_MISSING',
    'project.deliveryModels: REQUIRED_FIELD_MISSING',
    'lifeCycle.targetCloseDate: REQUIRED_FIELD_MISSING',
  ]);
});

test.each([
  ['Launched', {}],
  ['Closed Lost', { ClosedLostReason: 'Price' }],
] as const)(
  '%s is final: the stage cannot go back, and few members can change [docs]',
  async (Stage, reason) => {
    const client = clientOf(await startServer(), ALPHA);
    const { opportunityId: id, invitationId } = await refer(client);
    await runAcceptTask(client, invitationId);
    await associateSolution(client, id);
    await change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, Stage, ...reason } }));
    const back = change(client, id, ({ LifeCycle }) => ({
      LifeCycle: { ...LifeCycle, Stage: 'Qualified', ClosedLostReason: undefined, NextSteps: 'Again' },
    }));
    expect(faultsOf(await errorOf(back))).toEqual([
      'lifeCycle.stage: ACTION_NOT_PERMITTED',
      ...(Stage === 'Closed Lost' ? ['lifeCycle.closedLostReason: ACTION_NOT_PERMITTED'] : []),
      'lifeCycle.nextSteps: ACTION_NOT_PERMITTED',
    ]);
    const comment = change(client, id, ({ Project }) => ({
      Project: { ...Project, AdditionalComments: 'Good', DeliveryModels: ['Resell'] },
    }));
    if (Stage === 'Launched') return void (await comment);
    expect(faultsOf(await errorOf(comment))).toEqual([
      'project.deliveryModels: ACTION_NOT_PERMITTED',
      'project.additionalComments: ACTION_NOT_PERMITTED',
    ]);
  },
);

test.each(['Committed', 'Launched'] as const)(
  'the stage %s needs a solution, and the last one cannot be removed [docs]',
  async (Stage) => {
    const client = clientOf(await startServer(), ALPHA);
    const { opportunityId: id, invitationId } = await refer(client);
    await runAcceptTask(client, invitationId);
    const commit = () => change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, Stage } }));
    expect(faultsOf(await errorOf(commit()))).toEqual([
      'relatedEntityIdentifiers.solutions: REQUIRED_FIELD_MISSING',
    ]);
    await associateSolution(client, id);
    await commit();
    const last = client.disassociateOpportunity({
      Catalog: 'Sandbox',
      OpportunityIdentifier: id,
      RelatedEntityType: 'Solutions',
      RelatedEntityIdentifier: SOLUTION,
    });
    expect(faultsOf(await errorOf(last))).toEqual(['relatedEntityIdentifier: ACTION_NOT_PERMITTED']);
  },
);

test('an update sets only those columns to search by that it changes', async () => {
  const { openStore, during } = recordedStatements();
  const client = clientOf(await startEngine({ openStore }), ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  const setBy = async (edit: Parameters<typeof change>[2]) => {
    const statements = await during(() => change(client, Id, edit));
    const [updates = ''] = statements.filter((sql) => sql.startsWith('update "opportunities"'));
    return updates.replace(/ where .*/s, '').match(/(?<=")\w+(?=" =)/g);
  };
  expect(await setBy(() => ({ PartnerOpportunityIdentifier: 'crm-3' }))).toEqual(['modified_at', 'document']);
  let month = 1;
  const TargetCloseDate = () => `2099-0${month++}-01`;
  const edit: Parameters<typeof change>[2] = ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, TargetCloseDate: TargetCloseDate() },
  });
  expect(await setBy(edit)).toEqual(['target_close_date', 'modified_at', 'document']);
});
