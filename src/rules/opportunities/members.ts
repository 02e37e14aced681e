import type { OpportunityDocument } from '../../model/documents.ts';
import type { Condition, StatesOfMember } from './states.ts';

/** Reads and compares members of an opportunity by their paths in the table of `states.ts`. The console uses it, too: nothing of Node. */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value at a dotted path, or undefined. */
export const memberOf = (document: OpportunityDocument, member: string): unknown =>
  member.split('.').reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), document);

/** Whether a value is absent or empty. Both count alike: GetOpportunity returns `[]` for a list that was never given. */
export const isNothing = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isNothing);
};

/** Whether two values are equal, with empty parts ignored. */
export const isSame = (one: unknown, other: unknown): boolean =>
  (isNothing(one) && isNothing(other)) || isEqual(withoutNothing(one), withoutNothing(other));

const withoutNothing = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (isNothing(part) ? [] : [[key, withoutNothing(part)]])),
  );
};

/** Whether two values of JSON are equal, in whatever order their members stand. */
const isEqual = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => isEqual(part, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]))
  );
};

const conditions: Readonly<Record<Condition, (document: OpportunityDocument) => boolean>> = {
  'unless NationalSecurity is Yes': ({ NationalSecurity }) => NationalSecurity !== 'Yes',
  'if Industry is Other': ({ Customer }) => Customer?.Account?.Industry === 'Other',
  'if CountryCode is US': ({ Customer }) => Customer?.Account?.Address?.CountryCode === 'US',
  'if Marketing.Source is Marketing Activity': ({ Marketing }) => Marketing?.Source === 'Marketing Activity',
};

/** Whether the condition of a row holds for this opportunity. */
export const isDemanded = ({ when }: StatesOfMember, document: OpportunityDocument): boolean =>
  when === undefined || conditions[when](document);
