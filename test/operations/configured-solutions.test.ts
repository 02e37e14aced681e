import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';

const accounts = [
  {
    id: ALPHA,
    companyName: 'Alpha',
    solutions: [{ id: 'S-77', name: 'Forecasts', category: 'Managed Service' }],
  },
];

test('a configured solution can be listed and associated only by its own account', async () => {
  const server = await startServer({ accounts });
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const { SolutionSummaries } = await alpha.listSolutions({ Catalog: 'AWS' });
  expect(SolutionSummaries).toMatchObject([
    { Id: 'S-77', Name: 'Forecasts', Status: 'Active', Category: 'Managed Service' },
  ]);
  expect((await beta.listSolutions({ Catalog: 'AWS' })).SolutionSummaries).toEqual([]);

  const associate = async (client: typeof alpha) => {
    const { Id } = await client.createOpportunity(opportunity({ Catalog: 'AWS' }));
    return client.associateOpportunity({
      Catalog: 'AWS',
      OpportunityIdentifier: Id,
      RelatedEntityType: 'Solutions',
      RelatedEntityIdentifier: 'S-77',
    });
  };
  await associate(alpha);
  expect((await errorOf(associate(beta))).name).toBe('ResourceNotFoundException');
});

test('a solution with another form of identifier is refused at start-up', async () => {
  const wrong = [{ id: ALPHA, companyName: 'Alpha', solutions: [{ id: '77', name: 'x' }] }];
  await expect(startServer({ accounts: wrong })).rejects.toThrow('The solution 77');
});
