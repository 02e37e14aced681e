import diff from 'microdiff';
import { inWords } from '../../parts/in-words.ts';
import { words } from '../../words.ts';

/** A member that differs between two revisions. An absent text is a value that was added or removed. */
export interface Change {
  /** Where it is, in words: `Project › Expected customer spend › 1 › Amount`. */
  member: string;
  kind: 'added' | 'removed' | 'changed';
  before?: string;
  after?: string;
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

/**
 * Prepares a payload for comparison. The API answers absent members as null or empty lists: they are left out. A list of
 * texts is a set, so that one more text is one addition instead of a change of each position after it.
 */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.every((one) => !isPlain(one))
      ? Object.fromEntries(value.map((one) => [`=${String(one)}`, String(one)]))
      : Object.fromEntries(value.map((one, index) => [String(index + 1), comparable(one)]));
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, comparable(inner)] as const)
      .filter(([, inner]) => inner !== null && !(isPlain(inner) && Object.keys(inner).length === 0)),
  );
};

/** Every text below a value, with its path. */
const leaves = (
  value: unknown,
  path: readonly (string | number)[],
): [readonly (string | number)[], string][] =>
  isPlain(value)
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]))
    : [[path, String(value)]];

/** A set's text is a value, no member. */
const inSteps = (path: readonly (string | number)[]): string =>
  path
    .map(String)
    .filter((step) => !step.startsWith('='))
    .map((step) => (/^\d+$/.test(step) ? step : inWords(step)))
    .join(words.engagements.step);

/** The changes that lead from one payload to another, each member once. */
export const snapshotChanges = (before: unknown, after: unknown): Change[] =>
  diff(comparable(before) as Plain, comparable(after) as Plain).flatMap((change): Change[] => {
    if (change.type === 'CREATE') {
      return leaves(change.value, change.path).map(([path, text]) => ({
        member: inSteps(path),
        kind: 'added',
        after: text,
      }));
    }
    if (change.type === 'REMOVE') {
      return leaves(change.oldValue, change.path).map(([path, text]) => ({
        member: inSteps(path),
        kind: 'removed',
        before: text,
      }));
    }
    return [
      {
        member: inSteps(change.path),
        kind: 'changed',
        before: String(change.oldValue),
        after: String(change.value),
      },
    ];
  });

/** The members of a payload in words, with their values; a list of texts in one row. */
export const snapshotMembers = (payload: unknown): { member: string; value: string }[] => {
  const rows = new Map<string, string[]>();
  for (const [path, text] of leaves(comparable(payload), [])) {
    const member = inSteps(path);
    rows.set(member, [...(rows.get(member) ?? []), text]);
  }
  return [...rows].map(([member, values]) => ({ member, value: values.join(', ') }));
};
