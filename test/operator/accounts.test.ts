import { expect, it } from 'vitest';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';

it('sets an account’s name, website and solutions, which the API returns', async () => {
  const server = await startServer();
  await server.accounts.put({
    id: ALPHA,
    companyName: 'Alpha',
    websiteUrl: 'https://alpha.example',
    solutions: [{ id: 'S-77', name: 'Forecasts', catalog: 'Sandbox', category: 'Consulting Service' }],
  });
  const { SolutionSummaries = [] } = await clientOf(server, ALPHA).listSolutions({ Catalog: 'Sandbox' });
  expect(SolutionSummaries).toContainEqual(
    expect.objectContaining({
      Id: 'S-77',
      Name: 'Forecasts',
      Category: 'Consulting Service',
      Status: 'Active',
    }),
  );
  const others = await clientOf(server, BETA).listSolutions({ Catalog: 'Sandbox' });
  expect(others.SolutionSummaries).not.toContainEqual(expect.objectContaining({ Id: 'S-77' }));
});

it('renames an account and keeps its other solutions', async () => {
  const server = await startServer({
    accounts: [{ id: ALPHA, companyName: 'Alpha', solutions: [{ id: 'S-1', name: 'One' }] }],
  });
  const put = await server.accounts.put({
    id: ALPHA,
    companyName: 'Alpha Two',
    solutions: [
      { id: 'S-1', name: 'One and a half', status: 'Draft' },
      { id: 'S-2', name: 'Two' },
    ],
  });
  expect(put).toMatchObject({ companyName: 'Alpha Two', websiteUrl: '' });
  const again = await server.accounts.put({ id: ALPHA, companyName: 'Alpha Three' });
  expect(again.solutions).toEqual([
    { id: 'S-1', name: 'One and a half', category: 'Software Product', catalog: 'AWS', status: 'Draft' },
    { id: 'S-2', name: 'Two', category: 'Software Product', catalog: 'AWS', status: 'Active' },
  ]);
  expect(await server.accounts.list()).toEqual({ accounts: [again] });
});

it('lists accounts by id, with aws in lower case', async () => {
  const server = await startServer();
  for (const id of ['AWS', BETA, ALPHA]) await server.accounts.put({ id, companyName: `Company ${id}` });
  const { accounts } = await server.accounts.list();
  expect(accounts.map(({ id }) => id)).toEqual([ALPHA, BETA, 'aws']);
});

it('refuses the same solution twice', async () => {
  const server = await startServer();
  const solutions = [
    { id: 'S-1', name: 'One' },
    { id: 'S-1', name: 'One', catalog: 'Sandbox' as const },
    { id: 'S-1', name: 'Two', catalog: 'AWS' as const },
  ];
  const error = await errorOf(server.accounts.put({ id: ALPHA, companyName: 'Alpha', solutions }));
  expect(error.name).toBe('ValidationException');
  expect((error as unknown as { details: { ErrorList: unknown[] } }).details.ErrorList).toMatchObject([
    { FieldName: 'solutions[2].id', Code: 'DUPLICATE_KEY_VALUE' },
  ]);
  expect(await server.accounts.list()).toEqual({ accounts: [] });
});

it('lists accounts by page', async () => {
  const server = await startServer();
  const ids = Array.from({ length: 5 }, (_, index) => `00000000000${index}`);
  for (const id of ids) await server.accounts.put({ id, companyName: `Company ${id}` });
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const { accounts, next } = await server.accounts.list({ limit: 2, ...(after && { after }) });
    expect(accounts.length).toBeLessThanOrEqual(2);
    seen.push(...accounts.map(({ id }) => id));
    if (next === undefined) break;
    after = next;
  }
  expect(seen).toEqual(ids);
});
