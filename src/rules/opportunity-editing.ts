import { isDeepStrictEqual } from 'node:util';
import type { OpportunityDocument, ReviewStatus } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

/** Which fields may change while an opportunity has a review status. AWS docs: working-with-opportunity-updates. */

type Path = readonly string[];

const paths = (...dotted: string[]): readonly Path[] => dotted.map((path) => path.split('.'));

/** The only fields that may change when AWS asked for action; the history keeps itself. */
const openInActionRequired = paths(
  'Customer.Account.Address',
  'Customer.Account.WebsiteUrl',
  'LifeCycle.TargetCloseDate',
  'Project.ExpectedCustomerSpend',
  'Project.CustomerBusinessProblem',
  'PartnerOpportunityIdentifier',
  'LifeCycle.NextStepsHistory',
);

/** The fields that may not change any more once AWS approved. */
const closedInApproved = paths(
  'Customer.Account.Address.CountryCode',
  'Customer.Account.Address.PostalCode',
  'Customer.Account.Industry',
  'Customer.Account.WebsiteUrl',
  'Project.CustomerBusinessProblem',
  'Project.Title',
  'PartnerOpportunityIdentifier',
);

const readOnly: readonly ReviewStatus[] = ['Submitted', 'In review', 'Rejected'];

/** The fault of an opportunity that cannot be changed at all now. */
export const readOnlyFaults = ({ LifeCycle }: OpportunityDocument): Fault[] => {
  const status = LifeCycle?.ReviewStatus;
  const isReadOnly = status !== undefined && readOnly.includes(status);
  return isReadOnly ? [notEditable('LifeCycle.ReviewStatus', `The opportunity is ${status}`)] : [];
};

/** The faults of changing `current` into `next`: every field that its review status holds fast. */
export const editingFaults = (current: OpportunityDocument, next: OpportunityDocument): Fault[] => {
  const status = current.LifeCycle?.ReviewStatus;
  const closed = readOnlyFaults(current);
  if (closed.length > 0) return closed;
  if (status === 'Action Required') {
    return changedPaths(without(current, openInActionRequired), without(next, openInActionRequired)).map(
      (path) => notEditable(path, 'AWS asked for action and opened only some fields'),
    );
  }
  if (status !== 'Approved') return [];
  return closedInApproved
    .filter((path) => !isDeepStrictEqual(valueAt(current, path), valueAt(next, path)))
    .map((path) => notEditable(path.join('.'), 'The opportunity is Approved'));
};

const notEditable = (field: string, why: string): Fault => ({
  FieldName: field,
  Message: `${field} cannot be changed: ${why}.`,
  Code: 'ACTION_NOT_PERMITTED',
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), value);

/** A copy without the fields at `open`. */
const without = (value: unknown, open: readonly Path[], at: Path = []): unknown => {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !open.some((path) => samePath(path, [...at, key])));
  return Object.fromEntries(kept.map(([key, part]) => [key, without(part, open, [...at, key])]));
};

const samePath = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);

/** The dotted paths of the deepest members that differ. */
const changedPaths = (one: unknown, other: unknown, at: Path = []): string[] => {
  if (isDeepStrictEqual(one, other) || isAbsent(one, other)) return [];
  if (!isRecord(one) && !isRecord(other)) return [at.join('.')];
  const keys = new Set([
    ...Object.keys(isRecord(one) ? one : {}),
    ...Object.keys(isRecord(other) ? other : {}),
  ]);
  return [...keys].flatMap((key) => changedPaths(valueAt(one, [key]), valueAt(other, [key]), [...at, key]));
};

/** An empty structure says no more than none. */
const isAbsent = (one: unknown, other: unknown): boolean => isNothing(one) && isNothing(other);
const isNothing = (value: unknown): boolean =>
  value === undefined || (isRecord(value) && Object.values(value).every((part) => part === undefined));
