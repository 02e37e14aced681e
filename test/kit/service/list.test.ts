import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listOf } from '../../../src/kit/service/list.ts';
import type { PageScope, PageTokens } from '../../../src/kit/service/page-tokens.ts';
import { openNotes, type Tables } from '../sql/sqlite-fixture.ts';

interface Input {
  Prefix?: string;
  Order?: 'ASCENDING' | 'DESCENDING';
  Count?: number;
  NextToken?: string;
}
interface Output {
  Notes?: { Id: string; Text: string }[];
  NextToken?: string | undefined;
}
type Contract = { ListNotes: { input: Input; output: Output } };

/** Tokens that stand for the positions that they were given for. */
const createTokens = (): PageTokens => {
  const known = new Map<string, [scope: string, position: readonly (string | number)[]]>();
  return {
    seal: (scope, position) => {
      const token = randomUUID();
      known.set(token, [JSON.stringify(scope), position]);
      return token;
    },
    open: (scope: PageScope, token) => {
      const [of, position] = known.get(token) ?? [];
      return of === JSON.stringify(scope) ? position : undefined;
    },
  };
};

const call = { pageTokens: createTokens(), caller: 'me' };

const define = listOf<Contract, typeof call>({
  sizeMember: 'Count',
  pageSize: 2,
  orderOf: (input: Input) => input.Order ?? 'ASCENDING',
  scopeOf: (list, filters, { caller }) => [list, filters, caller],
  invalidToken: () => new Error('The token is for another list.'),
});

/** Notes 1 to 5, of which 2 and 4 have the same text. */
const start = async (more: { pageSize?: number; order?: 'DESCENDING' } = {}) => {
  const { reads, writes } = await openNotes('memory');
  const texts = { 1: 'c', 2: 'b', 3: 'a', 4: 'b', 5: 'd' };
  const values = Object.entries(texts).map(([id, text]) => ({ id, text }));
  await writes.insertInto('note').values(values).execute();
  const { handle } = define('ListNotes', {
    items: 'Notes',
    first: ({ Prefix }: Input) => {
      if (Prefix === 'refused') throw new Error('refused');
      return Prefix;
    },
    query: (_input: Input, _call: typeof call, prefix: string | undefined) =>
      prefix === 'nothing'
        ? undefined
        : reads
            .selectFrom('note')
            .selectAll()
            .$if(prefix !== undefined, (query) => query.where('text', 'like', `${prefix}%`)),
    keys: ['note.text', ['note.id', 'id']] as const,
    lookUp: async (rows: readonly Tables['note'][]) => rows.length,
    show: ({ id, text }: Tables['note'], _call: typeof call, found: number) => ({
      Id: id,
      Text: `${text} of ${found}`,
    }),
    ...more,
  });
  return { list: (input: Input = {}, by = call) => handle(input, by) };
};

const idsOf = ({ Notes = [] }: Output): string => Notes.map(({ Id }) => Id).join('');

test('a list is read page by page, in the order of its keys', async () => {
  const { list } = await start();
  const first = await list();
  expect(first.Notes).toEqual([
    { Id: '3', Text: 'a of 2' },
    { Id: '2', Text: 'b of 2' },
  ]);
  const second = await list({ NextToken: first.NextToken ?? '' });
  const third = await list({ NextToken: second.NextToken ?? '' });
  expect([second, third].map(idsOf)).toEqual(['41', '5']);
  expect(third.NextToken).toBeUndefined();
});

test('the request gives the order and the size of a page', async () => {
  const { list } = await start();
  const first = await list({ Order: 'DESCENDING', Count: 3 });
  expect(idsOf(first)).toBe('514');
  expect(idsOf(await list({ Order: 'DESCENDING', Count: 1, NextToken: first.NextToken ?? '' }))).toBe('2');
});

test('a list may have a page size and an order of its own; the size of the request counts all the same', async () => {
  const { list } = await start({ pageSize: 4, order: 'DESCENDING' });
  expect(idsOf(await list({ Order: 'ASCENDING' }))).toBe('5142');
  expect(idsOf(await list({ Count: 1 }))).toBe('5');
});

test('a last page that is full has no token', async () => {
  const { list } = await start();
  const { NextToken, ...page } = await list({ Count: 5 });
  expect([idsOf(page), NextToken]).toEqual(['32415', undefined]);
});

test('a token is refused for other filters and for another caller', async () => {
  const { list } = await start();
  const { NextToken = '' } = await list({ Prefix: 'b', Count: 1 });
  expect(idsOf(await list({ Prefix: 'b', NextToken }))).toBe('4');
  await expect(list({ NextToken })).rejects.toThrow('The token is for another list.');
  await expect(list({ Prefix: 'b', NextToken }, { ...call, caller: 'you' })).rejects.toThrow('another list');
});

test('an input may be refused before the query, and a query may be left out', async () => {
  const { list } = await start();
  await expect(list({ Prefix: 'refused' })).rejects.toThrow('refused');
  expect(await list({ Prefix: 'nothing' })).toEqual({ Notes: [] });
});
