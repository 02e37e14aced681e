import type { NormalizedSchema } from '@smithy/core/schema';
import type { Chars, Limit, Pattern } from '../src/kit/shape/limit.ts';
import { limits } from '../src/model/limits.ts';

/** Makes values that the contract allows or forbids, always the same. */

/** Texts for the patterns of the contract. The first match is used. */
const samples = [
  'Sandbox',
  'O123456789',
  'S-1234567',
  'eng-0123456789abcd',
  'engi-0123456789abc',
  'task-0123456789abc',
  'task-0123456789abcd',
  'job-0123456789abc',
  '1',
  'OpportunitySummaryView',
  '111122223333',
  '2030-01-31',
  '100.00',
  '+14255550100',
  'mary.major@example.com',
  'https://www.example.com',
  'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef',
  'arn:aws:iam::111122223333:role/SnapshotRole',
  'arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox/opportunity/O1',
  'arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Offer/offer-1',
  'arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Solution/solution-1',
  '123456789',
  'US',
];

/** Texts, each forbidden by at least one pattern. */
const misfits = ['!', '\u0007', 'not-an-identifier', '\n', 'ä', ''];

/** Texts of exactly `length` characters. */
const stretched: ((length: number) => string)[] = [
  (length) => 'a'.repeat(length),
  (length) => `arn:${'a'.repeat(Math.max(0, length - 4))}`,
  (length) => `${'a'.repeat(Math.max(0, length - 4))}.com`,
  (length) => `${'a'.repeat(Math.max(0, length - 12))}@example.com`,
  (length) => `arn:aws:iam::111122223333:role/${`${'a'.repeat(60)}/`.repeat(40)}`.slice(0, length),
  (length) =>
    `arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox/opportunity/${'a'.repeat(1000)}`.slice(
      0,
      length,
    ),
];

/** Whether a limit allows a text. */
export const fits = (limit: Chars | Pattern, text: string): boolean => {
  const { length } = [...text];
  if (length < limit.min || length > limit.max) return false;
  return limit.kind === 'chars' || wholeMatch(limit.source).test(text);
};

/** Compiled from the pattern's source, because the decoder's own expression would hide its own errors. */
const wholeMatch = (source: string): RegExp => {
  const known = wholeMatches.get(source) ?? new RegExp(`^(?:${source})$`, 'u');
  wholeMatches.set(source, known);
  return known;
};
const wholeMatches = new Map<string, RegExp>();

/** A text that a limit allows. */
export const validText = (limit: Limit | undefined): string => {
  if (limit?.kind === 'oneOf') return [...limit.values][0] ?? '';
  if (limit?.kind === 'whole') return String(limit.min);
  if (limit?.kind === 'chars')
    return 'conformance text of enough characters '.slice(0, Math.max(limit.min, Math.min(limit.max, 30)));
  if (limit?.kind !== 'pattern') return 'text';
  const text = samples.find((sample) => fits(limit, sample));
  if (text === undefined) throw new Error(`No sample matches the pattern ${limit.source}`);
  return text;
};

/** A text whose form a pattern forbids. */
export const misfitOf = (limit: Pattern): string | undefined => misfits.find((text) => !fits(limit, text));

/** A text of a given length in the form of a pattern; undefined if none can be made. */
export const textOfLength = (limit: Limit, length: number): string | undefined => {
  if (length < 0 || !Number.isFinite(length)) return undefined;
  if (limit.kind === 'chars') return 'x'.repeat(length);
  if (limit.kind !== 'pattern') return undefined;
  const ofForm = stretched
    .map((make) => make(length))
    .find((text) => text.length === length && wholeMatch(limit.source).test(text));
  return ofForm ?? (length === 0 ? '' : undefined);
};

/** A character of two UTF-16 code units. */
const ASTRAL = '\u{1f6d2}';

/** `length` characters of two code units each; undefined if the limit allows such characters at no length. */
export const astralText = (limit: Chars | Pattern, length: number): string | undefined => {
  if (length < 0 || !Number.isFinite(length)) return undefined;
  const isTaken = [limit.min, 1, 2, 10, 20].some((some) => fits(limit, ASTRAL.repeat(some)));
  return isTaken ? ASTRAL.repeat(length) : undefined;
};

/** Longer than the maximum of any pattern of the contract that has one. */
const LONGEST = 3000;

/**
 * Repeats and removes the last character of a pattern's sample. Returns the last text that matches and the first that
 * does not, in both directions.
 */
export const edgesOf = (limit: Pattern): string[] => {
  const sample = validText(limit);
  const last = sample.slice(-1);
  let longest = sample;
  while (longest.length < LONGEST && fits(limit, longest + last)) longest += last;
  let shortest = sample;
  while (shortest && fits(limit, shortest.slice(0, -1))) shortest = shortest.slice(0, -1);
  return [
    ...(longest.length < LONGEST ? [longest, longest + last] : []),
    ...(shortest ? [shortest, shortest.slice(0, -1)] : []),
  ];
};

export type Json = string | number | boolean | Json[] | { [name: string]: Json };

/** Whether optional members are included, and which member of each union. */
export interface Fullness {
  optional: boolean;
  variant: number;
}

/** The caller decides which members are required: `isRequired(structure, member, index)`. */
export type IsRequired = (schema: NormalizedSchema, member: string, index: number) => boolean;

/** A value of a shape that is within all limits. */
export const validValue = (
  schema: NormalizedSchema,
  limit: Limit | undefined,
  fullness: Fullness,
  isRequired: IsRequired,
): Json => {
  if (schema.isStructSchema()) return validStructure(schema, fullness, isRequired);
  if (schema.isListSchema()) {
    const items = limit?.kind === 'items' ? limit : undefined;
    const element = () => validValue(schema.getValueSchema(), items?.element, fullness, isRequired);
    return Array.from({ length: Math.max(1, items?.min ?? 1) }, element);
  }
  if (schema.isTimestampSchema()) return '2030-01-31T12:00:00.000Z';
  if (schema.isStringSchema()) return validText(limit);
  if (schema.isNumericSchema()) return limit?.kind === 'range' ? limit.min : 1;
  if (schema.isBooleanSchema()) return true;
  return {};
};

const validStructure = (schema: NormalizedSchema, fullness: Fullness, isRequired: IsRequired): Json => {
  const name = schema.getName() ?? '';
  const members = [...schema.structIterator()];
  const isUnion = schema.isUnionSchema();
  const value: { [member: string]: Json } = {};
  const beside: { [member: string]: Json } = {};
  for (const [index, [member, shape]] of members.entries()) {
    const isChosen = isUnion
      ? index === fullness.variant % members.length
      : fullness.optional || isRequired(schema, member, index);
    const limit = limits[name]?.[member];
    if (isChosen) value[member] = validValue(shape, limit, fullness, isRequired);
    // A limit that applies only beside a certain value of another member is tried beside it.
    if (isChosen && limit?.kind === 'oneOf' && limit.where) beside[limit.where.member] = limit.where.is;
  }
  return { ...value, ...beside };
};
