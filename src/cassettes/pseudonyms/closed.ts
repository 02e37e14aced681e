import * as sdk from '@aws-sdk/client-partnercentral-selling';
import type { MemberLimit } from '../../kit/shape/limit.ts';
import * as forms from '../../model/limits/forms.ts';
import { limits } from '../../model/limits.ts';

/** Which texts of the API are words of the API itself, and so of nobody: values of closed lists, numbers, dates. */

const valuesOf = (limit: MemberLimit | undefined): readonly string[] => {
  if (limit?.kind === 'items') return valuesOf(limit.element);
  return limit?.kind === 'oneOf' ? [...limit.values] : [];
};

const byMember = new Map<string, Set<string>>();
const add = (member: string, values: readonly string[]): void => {
  byMember.set(member, new Set([...(byMember.get(member) ?? []), ...values]));
};

/** The SDK's enums: those exports that are objects of texts. */
const enums = Object.entries(sdk as unknown as Record<string, unknown>).flatMap(([name, value]) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? [[name, Object.values(value).filter((one) => typeof one === 'string')] as const]
    : [],
);
/** A member whose limit is known under no structure has a value of any of them, such as a task's status. */
const ofAnyMember = new Set(enums.flatMap(([, values]) => values));

for (const structure of Object.values(limits)) {
  for (const [member, limit] of Object.entries(structure)) add(member, valuesOf(limit));
}
for (const [name, values] of enums) add(name, values);

/** Titles that the API itself gives a meaning, by SDK comments: Contact, AwsTeamMember. */
add('BusinessTitle', [
  'OpportunityOwner',
  'PartnerAccountManager',
  ...Object.values(sdk.AwsMemberBusinessTitle),
]);

/** Members of which AWS alone decides the values, although the contract lists none: names of products and categories, codes. */
const OF_AWS = new Set([
  ...['AwsProducts', 'Categories', 'Category', 'Code', 'CosellMotion', 'FieldName', 'ProductCode'],
  ...['Reason', 'ReasonCode', 'ResourceSnapshotTemplateName', 'ServiceCode', 'Trend', '__type'],
]);
const AWS_ITSELF = /^(?:aws|amazon web services)$/i;
const NUMBER = /^\d{0,31}(?:\.\d*)?%?$/;
const AMOUNT = /Amount$|^Discount$|Score$/;
/** Patterns of texts that name nobody. */
const WORDS: ReadonlySet<MemberLimit | undefined> = new Set([
  ...[
    forms.amount,
    forms.amountOrEmpty,
    forms.catalogName,
    forms.contextId,
    forms.day,
    forms.snapshotTemplate,
  ],
]);

/** Whether a value of a member is a word of the API. A value that only looks like one, in a member of free text, is not. */
export const isClosed = (value: string, member: string, limit: MemberLimit | undefined): boolean => {
  if (value === '' || AWS_ITSELF.test(value) || OF_AWS.has(member)) return true;
  if (byMember.get(member)?.has(value)) return true;
  if (limit?.kind === 'whole' || AMOUNT.test(member)) return NUMBER.test(value);
  if (limit?.kind === 'pattern') return WORDS.has(limit) && limit.regexp.test(value);
  return limit === undefined && !hasFreeText.has(member) && ofAnyMember.has(value);
};

/** Members that are free text in some structure. */
const hasFreeText = new Set(
  Object.values(limits).flatMap((structure) =>
    Object.entries(structure).flatMap(([member, limit]) => (limit.kind === 'chars' ? [member] : [])),
  ),
);
