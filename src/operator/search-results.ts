import Type, { type Static } from 'typebox';
import { breathe } from '../kit/flow/pace.ts';
import type { Timestamp } from '../model/contract.ts';
import { effectiveStatus } from '../rules/invitations/invitations.ts';
import {
  type Found,
  findNextStretch,
  findOpportunitiesByPrefix,
  type SearchedKind,
  type SearchPlace,
  type SearchPosition,
  searchNewest,
} from '../store/repositories/search.ts';
import { findTaskOf } from '../store/repositories/tasks.ts';
import type { EngagementInvitations } from '../store/tables/engagement-invitations.ts';
import type { Queries } from '../store/tables.ts';
import { AccountId, Catalog, oneOf } from './schemas.ts';

/** How many of the newest things of each kind and catalog are compared with the text, and how many at once. */
export const MOST_SEARCHED = 2_000;
const STRETCH = 200;

export const SearchResult = Type.Object({
  kind: oneOf(
    ['opportunity', 'engagement', 'invitation', 'task', 'solution'] as const,
    'What kind of thing it is.',
  ),
  id: Type.String(),
  title: Type.Optional(
    Type.String({ description: 'Of an invitation: the title of its engagement; of a task: its operation.' }),
  ),
  company: Type.Optional(Type.String({ description: 'The customer; of an invitation, the sender.' })),
  catalog: Catalog,
  account: AccountId,
  status: Type.Optional(
    Type.String({ description: 'Of an opportunity: its review status. An engagement has none.' }),
  ),
});
export type SearchResult = Static<typeof SearchResult>;

interface Search extends SearchPlace {
  text: string;
  /** Maximum number of results of each kind. */
  limit: number;
  now: Timestamp;
}

/** The kinds of things in the order in which results are shown. */
const kinds: readonly [SearchedKind, SearchResult['kind']][] = [
  ['opportunity', 'opportunity'],
  ['receivedInvitation', 'invitation'],
  ['sentInvitation', 'invitation'],
  ['engagement', 'engagement'],
  ['solution', 'solution'],
];

/**
 * Searches what an account has in a catalog. Costs at most twenty queries per kind, each of which reads 200 rows, in turn with
 * other requests; plus four by key or index.
 */
export const searchPlace = async (
  db: Queries,
  search: Search,
): Promise<{ results: SearchResult[]; isComplete: boolean }> => {
  let isComplete = true;
  const byKind = new Map<SearchResult['kind'], Map<string, SearchResult>>();
  for (const [kind, shownAs] of kinds) {
    const found = byKind.get(shownAs) ?? new Map<string, SearchResult>();
    byKind.set(shownAs, found);
    const keep = (rows: readonly Found[]): void => {
      for (const row of rows) {
        const result = resultOf(shownAs, row, search);
        if (!matches(result, search.text)) continue;
        if (found.size < search.limit) found.set(row.id, result);
        else isComplete &&= found.has(row.id);
      }
    };
    if (kind === 'opportunity') keep(await byPrefixOfId(db, search));
    let after: SearchPosition | undefined;
    for (let read = STRETCH; found.size < search.limit; read += STRETCH) {
      const stretch = { after, take: STRETCH };
      keep(await searchNewest(db, kind, search, { ...stretch, text: search.text }));
      await breathe();
      after = await findNextStretch(db, kind, search, stretch);
      if (!after) break;
      if (read < MOST_SEARCHED) continue;
      isComplete = false;
      if (kind === 'opportunity') keep(await byPrefixOfCompany(db, search));
      break;
    }
    if (found.size >= search.limit) isComplete = false;
  }
  const task = await findTaskResult(db, search);
  const results = [...byKind.values()].flatMap((found) => [...found.values()]);
  return { results: task ? [...results, task] : results, isComplete };
};

const byPrefixOfId = (db: Queries, search: Search): Promise<Found[]> => {
  const isId = /^o\d+$/i.test(search.text);
  return findOpportunitiesByPrefix(db, search, 'id', isId ? [search.text.toUpperCase()] : [], search.limit);
};

/** Finds customers among all opportunities, in the usual ways to write a name: the index distinguishes case. */
const byPrefixOfCompany = (db: Queries, search: Search): Promise<Found[]> => {
  const { text } = search;
  const lower = text.toLowerCase();
  const titled = lower.replace(/(^|\s)\S/g, (first) => first.toUpperCase());
  const ways = [text, titled, lower, text.toUpperCase()];
  return findOpportunitiesByPrefix(db, search, 'company_name', ways, search.limit);
};

const findTaskResult = async (db: Queries, search: Search): Promise<SearchResult | undefined> => {
  const { catalog, account } = search;
  const id = search.text.toLowerCase();
  const task = id.startsWith('task-')
    ? await findTaskOf(db, { catalog, id, account_id: account })
    : undefined;
  return task && { kind: 'task', id, title: task.operation, catalog, account, status: task.status };
};

const resultOf = (
  kind: SearchResult['kind'],
  row: Found,
  { catalog, account, now }: Search,
): SearchResult => {
  const title = kind === 'opportunity' ? titleIn(row.more) : row.title;
  const written = row.status as EngagementInvitations['status'];
  const status =
    kind === 'invitation'
      ? effectiveStatus({ status: written, expiration_date: row.expires }, now)
      : row.status;
  return {
    kind,
    id: row.id,
    ...(title && { title }),
    ...(row.company && { company: row.company }),
    catalog,
    account,
    ...(status && { status }),
  };
};

const titleIn = (document: string): string => {
  const { Project }: { Project?: { Title?: string } } = JSON.parse(document);
  return Project?.Title ?? '';
};

/** Whether it has the text itself: the query compares with other texts of a document as well. */
const matches = ({ id, title = '', company = '' }: SearchResult, text: string): boolean => {
  const wanted = text.toLowerCase();
  return (
    id.toLowerCase().startsWith(wanted) ||
    title.toLowerCase().includes(wanted) ||
    company.toLowerCase().includes(wanted)
  );
};
