import type { SolutionSortName } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { putSolution } from '../../src/store/repositories/solutions.ts';
import { startWithStore } from '../support/event-bridge.ts';
import { collect } from '../support/pages.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import { SOLUTION } from '../support/sharing.ts';

const Catalog = 'Sandbox';
const solutions = [
  { id: 'S-3', name: 'Atlas', category: 'Managed Service', catalog: Catalog },
  { id: 'S-1', name: 'Comet', category: 'Software Product', catalog: Catalog },
  { id: 'S-2', name: 'Borea', category: 'Consulting Service', catalog: Catalog },
  { id: 'S-4', name: 'Atlas', category: 'Managed Service', catalog: Catalog },
] as const;

const start = async () => {
  const server = await startServer({ accounts: [{ id: ALPHA, companyName: 'Alpha', solutions }] });
  const client = clientOf(server, ALPHA);
  const ids = async (filter: object = {}) =>
    (await client.listSolutions({ Catalog, ...filter })).SolutionSummaries?.map(({ Id }) => Id);
  return { server, client, ids };
};

test('every account has its own solution in the sandbox, and none in catalog AWS', async () => {
  const server = await startServer();
  for (const account of [ALPHA, BETA]) {
    const client = clientOf(server, account);
    for (let times = 0; times < 2; times++) {
      expect((await client.listSolutions({ Catalog })).SolutionSummaries).toEqual([
        {
          Catalog,
          Id: SOLUTION,
          Arn: `arn:aws:partnercentral:us-east-1:${account}:catalog/Sandbox/solution/${SOLUTION}`,
          Name: 'Sandbox solution',
          Status: 'Active',
          Category: 'Software Product',
          CreatedDate: expect.any(Date),
        },
      ]);
    }
    expect((await client.listSolutions({ Catalog: 'AWS' })).SolutionSummaries).toEqual([]);
  }
});

test('ten concurrent first requests all find it', async () => {
  const client = clientOf(await startServer(), AWS);
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.listSolutions({ Catalog })));
  for (const { SolutionSummaries } of answers) expect(SolutionSummaries).toHaveLength(1);
});

test('solutions are listed by every filter', async () => {
  const { ids } = await start();
  // Without Sort, the newest come first.
  expect(await ids()).toEqual(await ids({ Sort: { SortBy: 'CreatedDate', SortOrder: 'DESCENDING' } }));
  expect((await ids())?.[0]).toBe(SOLUTION);
  const sorted = async (filter: object) => (await ids(filter))?.toSorted();
  expect(await sorted({ Identifier: ['S-2', 'S-4', 'S-99'] })).toEqual(['S-2', 'S-4']);
  expect(await sorted({ Category: ['Managed Service', 'Consulting Service'] })).toEqual([
    'S-2',
    'S-3',
    'S-4',
  ]);
  expect(await ids({ Status: ['Active'] })).toHaveLength(5);
  expect(await ids({ Status: ['Inactive', 'Draft'] })).toEqual([]);
  expect(await ids({ Status: ['Active'], Category: ['Managed Service'], Identifier: ['S-3'] })).toEqual([
    'S-3',
  ]);
  expect(await ids({ Identifier: [], Category: [], Status: [] })).toHaveLength(5);
});

test('solutions are sorted by every column, both ways', async () => {
  const { ids } = await start();
  const sorted = (SortBy: string, SortOrder: string) => ids({ Sort: { SortBy, SortOrder } });
  expect(await sorted('Name', 'ASCENDING')).toEqual(['S-3', 'S-4', 'S-2', 'S-1', SOLUTION]);
  expect(await sorted('Name', 'DESCENDING')).toEqual([SOLUTION, 'S-1', 'S-2', 'S-4', 'S-3']);
  expect(await sorted('Category', 'ASCENDING')).toEqual(['S-2', 'S-3', 'S-4', 'S-1', SOLUTION]);
  expect(await sorted('Category', 'DESCENDING')).toEqual([SOLUTION, 'S-1', 'S-4', 'S-3', 'S-2']);
  expect(await sorted('Identifier', 'ASCENDING')).toEqual(['S-1', SOLUTION, 'S-2', 'S-3', 'S-4']);
  expect(await sorted('Identifier', 'DESCENDING')).toEqual(['S-4', 'S-3', 'S-2', SOLUTION, 'S-1']);
  for (const column of ['Identifier', 'Name', 'Status', 'Category', 'CreatedDate']) {
    const [up, down] = [await sorted(column, 'ASCENDING'), await sorted(column, 'DESCENDING')];
    expect(down, column).toEqual(up?.toReversed());
    expect(up, column).toHaveLength(5);
  }
});

test('pages of any size add up to the whole list, in every order', async () => {
  const { client, ids } = await start();
  for (const SortBy of ['Identifier', 'Name', 'Status', 'Category', 'CreatedDate'] as const) {
    for (const SortOrder of ['ASCENDING', 'DESCENDING'] as const) {
      const Sort = { SortBy, SortOrder };
      for (const size of [1, 2, 5]) {
        const pages = collect(async (page) => {
          const answer = await client.listSolutions({ Catalog, Sort, ...page });
          const items = (answer.SolutionSummaries ?? []).map(({ Id }) => Id);
          return { items, NextToken: answer.NextToken };
        }, size);
        expect(await pages, `${SortBy} ${SortOrder} by ${size}`).toEqual(await ids({ Sort }));
      }
    }
  }
});

// Each order differs from every other, so that none can stand for another.
test('solutions are listed in the order of the member that they are sorted by', async () => {
  const { server, transaction } = await startWithStore();
  const client = clientOf(server, ALPHA);
  const rows = [
    { id: 'S-1', name: 'C', status: 'Active', category: 'Software Product', day: 2 },
    { id: 'S-2', name: 'A', status: 'Inactive', category: 'Managed Service', day: 3 },
    { id: 'S-3', name: 'B', status: 'Draft', category: 'Consulting Service', day: 1 },
  ] as const;
  await transaction(async (tx) => {
    for (const { day, ...row } of rows) {
      const created_at = `2026-11-0${day}T00:00:00.000Z`;
      const owner = { catalog: 'AWS' as const, account_id: ALPHA };
      await putSolution(tx, { ...owner, ...row, created_at, marketplace_solution_arn: '' });
    }
  });
  const sorted = async (SortBy: SolutionSortName) => {
    const Sort = { SortBy, SortOrder: 'ASCENDING' } as const;
    const { SolutionSummaries = [] } = await client.listSolutions({ Catalog: 'AWS', Sort });
    return SolutionSummaries.map(({ Id }) => Id);
  };
  expect(await sorted('Identifier')).toEqual(['S-1', 'S-2', 'S-3']);
  expect(await sorted('Name')).toEqual(['S-2', 'S-3', 'S-1']);
  expect(await sorted('Status')).toEqual(['S-1', 'S-3', 'S-2']);
  expect(await sorted('Category')).toEqual(['S-3', 'S-2', 'S-1']);
  expect(await sorted('CreatedDate')).toEqual(['S-3', 'S-1', 'S-2']);
  const { SolutionSummaries = [] } = await client.listSolutions({ Catalog: 'AWS' });
  expect(SolutionSummaries.map(({ Id }) => Id)).toEqual(['S-2', 'S-1', 'S-3']);
});
