import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { operate } from '../support/operator.ts';
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

test('configured solutions were created in the order of the configuration', async () => {
  const named = (...names: string[]) => names.map((id) => ({ id, name: id }));
  const of = { id: ALPHA, companyName: 'Alpha', solutions: named('S-2', 'S-3', 'S-1') };
  const server = await startServer({ accounts: [of] });
  const put = (...names: string[]) =>
    operate(server, 'PUT', `accounts/${ALPHA}`, { companyName: 'Alpha', solutions: named(...names) });
  const ids = async () => {
    const { SolutionSummaries = [] } = await clientOf(server, ALPHA).listSolutions({ Catalog: 'AWS' });
    return SolutionSummaries.map(({ Id }) => Id);
  };
  // The newest first.
  expect(await ids()).toEqual(['S-1', 'S-3', 'S-2']);
  await put('S-5', 'S-1', 'S-6', 'S-4');
  expect(await ids()).toEqual(['S-4', 'S-6', 'S-5', 'S-1', 'S-3', 'S-2']);
});

test('a solution with another form of identifier is refused at start-up', async () => {
  const wrong = [{ id: ALPHA, companyName: 'Alpha', solutions: [{ id: '77', name: 'x' }] }];
  await expect(startServer({ accounts: wrong })).rejects.toThrow('The solution 77');
});
