import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';

const Catalog = 'Sandbox';

// AWS docs, testing-sandbox: the solution S-1234567; domain: a new partner has none.
test('without the sandbox’s solution a partner has only its configured solutions', async () => {
  const accounts = [
    {
      id: BETA,
      companyName: 'Beta',
      solutions: [{ id: 'S-1234567', name: 'Own', catalog: 'Sandbox' as const }],
    },
  ];
  const server = await startServer({ sandboxSolution: false, accounts });
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  expect((await alpha.listSolutions({ Catalog })).SolutionSummaries).toEqual([]);
  const associate = async (client: typeof alpha) => {
    const { Id } = await client.createOpportunity(opportunity());
    await client.associateOpportunity({
      Catalog,
      OpportunityIdentifier: Id,
      RelatedEntityType: 'Solutions',
      RelatedEntityIdentifier: 'S-1234567',
    });
  };
  expect(await errorOf(associate(alpha))).toMatchObject({ name: 'ResourceNotFoundException' });
  expect((await alpha.listSolutions({ Catalog })).SolutionSummaries).toEqual([]);
  expect((await beta.listSolutions({ Catalog })).SolutionSummaries).toMatchObject([{ Name: 'Own' }]);
  await associate(beta);
});

test('by default every partner has the sandbox’s solution', async () => {
  const alpha = clientOf(await startServer(), ALPHA);
  expect((await alpha.listSolutions({ Catalog })).SolutionSummaries).toMatchObject([{ Id: 'S-1234567' }]);
});
