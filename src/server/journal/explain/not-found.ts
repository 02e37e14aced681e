import { nearest } from '../../../kit/shape/nearest.ts';
import { findOwnNames, type NamedKind } from '../../../store/repositories/own-names.ts';
import type { Failed } from './failed.ts';

const kinds: readonly [form: RegExp, kind: NamedKind][] = [
  [/^O\d+$/i, 'opportunity'],
  [/^S-\d+$/i, 'solution'],
  [/^engi-/i, 'engagement invitation'],
  [/^eng-/i, 'engagement'],
  [/^task-/i, 'task'],
  [/^job-/i, 'snapshot job'],
];

const MOST_RESEMBLING = 3;

/**
 * Says where the identifiers of a request are instead: in the other catalog, or under a similar id. Compares only with what the
 * caller's own account sees. One query for each kind of identifier.
 */
export const notFoundNeeds = async ({ entry, reads }: Failed): Promise<string[]> => {
  const { account, catalog, resources } = entry;
  if (account === undefined) return [];
  const needs: string[] = [];
  for (const name of resources) {
    const id = name.split('/').at(-1) ?? name;
    const kind = kinds.find(([form]) => form.test(id))?.[1];
    if (!kind) continue;
    const own = await findOwnNames(reads, kind, account);
    const there = own.filter((each) => each.id === id);
    if (there.some((each) => each.catalog === catalog)) continue;
    if (there[0]) {
      needs.push(
        `The ${kind} ${id} is in the catalog ${there[0].catalog}; the request asks for ${catalog ?? 'another one'}.`,
      );
      continue;
    }
    const inCatalog = own.filter((each) => catalog === undefined || each.catalog === catalog);
    const alike = nearest(id, new Set(inCatalog.map((each) => each.id)), MOST_RESEMBLING);
    if (alike.length > 0)
      needs.push(`This account has the ${kind} ${alike.join(', ')}, which resembles ${id}.`);
    else needs.push(noneLike(kind, id, inCatalog.length, catalog));
  }
  return needs;
};

const noneLike = (kind: NamedKind, id: string, count: number, catalog = 'any catalog'): string =>
  count === 0
    ? `This account sees no ${kind} at all in ${catalog}.`
    : `This account sees ${count} of the kind ${kind} in ${catalog}, and none whose id resembles ${id}.`;
