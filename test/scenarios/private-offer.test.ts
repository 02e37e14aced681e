import { expect, test } from 'vitest';
import { associate, createOpportunity } from '../support/co-sell.ts';
import { withoutSolution } from '../support/data.ts';
import { ALPHA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { SOLUTION, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** A program that sells with a private offer: AWS docs, working-with-your-opportunities, and AWS's private-offer workflow. */

const OFFER = `arn:aws:aws-marketplace:us-east-1:${ALPHA}:AWSMarketplace/Offer/offer-abc`;

test('created, associated, submitted, approved, with an offer, committed, launched', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const id = await createOpportunity(client, withoutSolution);
  const lifeCycle = (changes: object) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ...changes } }));

  await associate(client, id, 'Solutions', SOLUTION);
  expect(await share(client, id)).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: id });
  await lifeCycle({ ReviewStatus: 'Approved' });

  await associate(client, id, 'AwsMarketplaceOffers', OFFER);
  await lifeCycle({ Stage: 'Committed' });
  expect(await getOpportunity(client, id)).toMatchObject({
    LifeCycle: { Stage: 'Committed', ReviewStatus: 'Approved' },
    RelatedEntityIdentifiers: { Solutions: [SOLUTION], AwsMarketplaceOffers: [OFFER] },
  });

  // Procurement terms are added on launch; the approval does not need them.
  const SoftwareRevenue = {
    DeliveryModel: 'Contract',
    Value: { Amount: '12000.00', CurrencyCode: 'USD' },
    EffectiveDate: '2027-01-01',
    ExpirationDate: '2028-01-01',
  } as const;
  const early = await errorOf(change(client, id, () => ({ SoftwareRevenue })));
  expect(faultsOf(early)).toContain('softwareRevenue.value: ACTION_NOT_PERMITTED');
  await lifeCycle({ Stage: 'Launched' });
  await change(client, id, () => ({ SoftwareRevenue }));
  expect((await getOpportunity(client, id)).SoftwareRevenue).toEqual(SoftwareRevenue);
});

test('an opportunity without a solution or product cannot become Committed', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const id = await createOpportunity(client);
  await client.submitOpportunity({ Catalog: 'Sandbox', Identifier: id, InvolvementType: 'Co-Sell' });
  const lifeCycle = (changes: object) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ...changes } }));
  await lifeCycle({ ReviewStatus: 'Approved' });
  expect(faultsOf(await errorOf(lifeCycle({ Stage: 'Committed' })))).toEqual([
    'relatedEntityIdentifiers.solutions: REQUIRED_FIELD_MISSING',
  ]);
});
