import type { RelatedEntityIdentifiers, RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test } from 'vitest';
import { associate, createOpportunity } from '../support/co-sell.ts';
import { refer, runAcceptTask, withoutSolution } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import {
  associateSolution,
  heard,
  nameJobRole,
  newsOf,
  readyOpportunity,
  SOLUTION,
} from '../support/sharing.ts';
import { getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';
const arn = (entity: string, id = entity === 'OfferSet' ? 'offerset-1' : 'x-1') =>
  `arn:aws:aws-marketplace:us-east-1:${ALPHA}:AWSMarketplace/${entity}/${id}`;
const field = 'relatedEntityIdentifier';

const start = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  await nameJobRole(client);
  const id = await createOpportunity(client);
  return {
    server,
    client,
    id,
    add: (type: RelatedEntityType, entity: string) => associate(client, id, type, entity),
    remove: (RelatedEntityType: RelatedEntityType, RelatedEntityIdentifier: string) =>
      client.disassociateOpportunity({
        Catalog,
        OpportunityIdentifier: id,
        RelatedEntityType,
        RelatedEntityIdentifier,
      }),
    related: async () => withoutEmpty((await getOpportunity(client, id)).RelatedEntityIdentifiers),
  };
};

/** Removes empty lists: every response has all of them. */
const withoutEmpty = (related: RelatedEntityIdentifiers = {}): RelatedEntityIdentifiers =>
  Object.fromEntries(Object.entries(related).filter(([, entities]) => entities.length > 0));

test('an opportunity is associated with every kind of entity, each in its own list', async () => {
  const { add, related } = await start();
  const entities = [
    ['Solutions', SOLUTION],
    ['AwsProducts', 'AmazonEC2'],
    ['AwsMarketplaceOffers', arn('Offer')],
    ['AwsMarketplaceSolutions', arn('Solution')],
    ['AwsMarketplaceProducts', arn('SaaSProduct')],
  ] as const;
  for (const [type, entity] of entities) await add(type, entity);
  expect(await related()).toMatchObject(
    Object.fromEntries(entities.map(([type, entity]) => [type, [entity]])),
  );
});

test('an offer or an offer set, never both [docs]', async () => {
  const { add, remove, related } = await start();
  const [offer, set] = [arn('Offer'), arn('OfferSet')];
  await add('AwsMarketplaceOffers', offer);
  expect(faultsOf(await errorOf(add('AwsMarketplaceOfferSets', set)))).toEqual([
    `${field}: ACTION_NOT_PERMITTED`,
  ]);
  await remove('AwsMarketplaceOffers', offer);
  await add('AwsMarketplaceOfferSets', set);
  expect((await related())?.AwsMarketplaceOfferSets).toEqual([set]);
  expect((await related())?.AwsMarketplaceOffers ?? []).toEqual([]);
});

test.each(['Inactive', 'Draft'] as const)(
  'a solution that is %s is refused (SDK comment of SolutionBase)',
  async (status) => {
    const server = await startServer();
    const solutions = [{ id: 'S-1', name: 'One', catalog: Catalog as 'Sandbox', status }];
    await server.accounts.put({ id: ALPHA, companyName: 'Alpha', solutions });
    const client = clientOf(server, ALPHA);
    const id = await createOpportunity(client);
    const error = await errorOf(associate(client, id, 'Solutions', 'S-1'));
    expect(faultsOf(error)).toEqual([`${field}: INVALID_RESOURCE_STATE`]);
  },
);

test('a solution is replaced by associating the new one, then disassociating the old one', async () => {
  const { add, remove, related, client, id } = await start();
  const before = (await getOpportunity(client, id)).LastModifiedDate;
  await add('Solutions', SOLUTION);
  await add('Solutions', 'Other');
  await remove('Solutions', SOLUTION);
  expect(await related()).toEqual({ Solutions: ['Other'] });
  expect((await getOpportunity(client, id)).LastModifiedDate!.getTime()).toBeGreaterThan(before!.getTime());
});

test.each([
  ['AwsProducts', 20, (count: number) => `Product${count}`],
  ['AwsMarketplaceOffers', 1, (count: number) => arn('Offer', `${count}`)],
  ['AwsMarketplaceOfferSets', 1, (count: number) => arn('OfferSet', `offerset-${count}`)],
  ['AwsMarketplaceSolutions', 10, (count: number) => arn('Solution', `${count}`)],
  ['AwsMarketplaceProducts', 10, (count: number) => arn('SaaSProduct', `${count}`)],
] as const)('%s are limited to %i until one is disassociated', async (type, limit, entity) => {
  const { add, remove, related } = await start();
  for (let count = 0; count < limit; count++) await add(type, entity(count));
  const error = await errorOf(add(type, entity(limit)));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual([`${field}: TOO_MANY_VALUES`]);
  expect((await related())?.[type]).toHaveLength(limit);
  await remove(type, entity(0));
  await add(type, entity(limit));
  expect((await related())?.[type]).toHaveLength(limit);
});

test('solutions are limited to 10', async () => {
  const ids = Array.from({ length: 11 }, (_, count) => `S-${count + 1}`);
  const solutions = ids.map((id) => ({ id, name: id, catalog: 'Sandbox' as const }));
  const server = await startServer({ accounts: [{ id: ALPHA, companyName: 'Alpha', solutions }] });
  const client = clientOf(server, ALPHA);
  const id = await createOpportunity(client);
  for (const solution of ids.slice(0, 10)) await associate(client, id, 'Solutions', solution);
  const error = await errorOf(associate(client, id, 'Solutions', 'S-11'));
  expect(faultsOf(error)).toEqual([`${field}: TOO_MANY_VALUES`]);
  expect((await getOpportunity(client, id)).RelatedEntityIdentifiers?.Solutions).toEqual(ids.slice(0, 10));
});

test('twenty products associated concurrently are all kept, and one more is refused', async () => {
  const { add, related } = await start();
  await Promise.all(Array.from({ length: 20 }, (_, count) => add('AwsProducts', `Product${count}`)));
  const outcomes = await Promise.allSettled(['One', 'Two'].map((product) => add('AwsProducts', product)));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await related())?.AwsProducts).toHaveLength(20);
});

describe('an invalid entity', () => {
  test.each([
    ['Solutions', 'solution-1', 'INVALID_STRING_FORMAT'],
    ['AwsProducts', 'No Such Form', 'INVALID_STRING_FORMAT'],
    ['AwsMarketplaceOffers', arn('OfferSet'), 'INVALID_STRING_FORMAT'],
    ['AwsMarketplaceOfferSets', arn('OfferSet', 'offer-1'), 'INVALID_STRING_FORMAT'],
    ['AwsMarketplaceSolutions', arn('SaaSProduct'), 'INVALID_STRING_FORMAT'],
  ] as const)('is refused: %s %s', async (type, entity, code) => {
    const { add, related } = await start();
    expect(faultsOf(await errorOf(add(type, entity)))).toEqual([`${field}: ${code}`]);
    expect(await related()).toEqual({});
  });

  test('is refused: one that is already associated', async () => {
    const { add } = await start();
    await add('AwsProducts', 'AmazonEC2');
    expect(faultsOf(await errorOf(add('AwsProducts', 'AmazonEC2')))).toEqual([
      `${field}: DUPLICATE_KEY_VALUE`,
    ]);
  });

  test('is not found: another account’s solution, and an association that does not exist', async () => {
    const { add, remove } = await start();
    expect((await errorOf(add('Solutions', 'S-99'))).name).toBe('ResourceNotFoundException');
    for (const entity of [SOLUTION, 'Other', 'anything']) {
      expect((await errorOf(remove('Solutions', entity))).name).toBe('ResourceNotFoundException');
    }
  });
});

test('the solution Other needs a description', async () => {
  const { client } = await start();
  const id = await createOpportunity(client, withoutSolution);
  expect(faultsOf(await errorOf(associate(client, id, 'Solutions', 'Other')))).toEqual([
    'project.otherSolutionDescription: REQUIRED_FIELD_MISSING',
  ]);
});

test('another account’s opportunity and one that does not exist are not found', async () => {
  const { server, id } = await start();
  const beta = clientOf(server, BETA);
  const association = { Catalog, RelatedEntityType: 'Solutions', RelatedEntityIdentifier: SOLUTION } as const;
  for (const OpportunityIdentifier of [id, 'O1']) {
    const calls = [
      beta.associateOpportunity({ ...association, OpportunityIdentifier }),
      beta.disassociateOpportunity({ ...association, OpportunityIdentifier }),
    ];
    for (const error of await Promise.all(calls.map(errorOf)))
      expect(error.name).toBe('ResourceNotFoundException');
  }
});

test('associations cannot change while AWS reviews an opportunity', async () => {
  const { client } = await start();
  const id = await readyOpportunity(client);
  await client.submitOpportunity({ Catalog, Identifier: id, InvolvementType: 'Co-Sell' });
  const calls = [
    associate(client, id, 'AwsProducts', 'AmazonEC2'),
    client.disassociateOpportunity({
      Catalog,
      OpportunityIdentifier: id,
      RelatedEntityType: 'Solutions',
      RelatedEntityIdentifier: SOLUTION,
    }),
  ];
  for (const error of await Promise.all(calls.map(errorOf)))
    expect(faultsOf(error)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  expect((await getOpportunity(client, id)).RelatedEntityIdentifiers).toMatchObject({
    Solutions: [SOLUTION],
    AwsProducts: [],
  });
});

test('an association sends an event to the owner, and to members if a snapshot job runs; a refused one sends none', async () => {
  const { server, client, id, add, remove } = await start();
  const news = newsOf(server);
  await news();
  await add('AwsProducts', 'AmazonEC2');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
  await remove('AwsProducts', 'AmazonEC2');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
  await errorOf(associate(client, id, 'Solutions', 'S-99'));
  await errorOf(remove('Solutions', SOLUTION));
  expect(await news()).toEqual({});

  const { opportunityId, invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  await news();
  await associateSolution(client, opportunityId);
  expect(await news()).toEqual({
    [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.snapshotCreated],
  });
});
