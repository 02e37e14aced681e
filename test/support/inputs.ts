import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import type { Limit } from '../../src/kit/shape/limit.ts';
import { numberCheck, textCheck } from '../../src/model/check.ts';
import { inputSchema, type OperationName } from '../../src/model/contract.ts';
import { alsoRequired, limits } from '../../src/model/limits.ts';

const MOMENT = '2026-11-23T09:30:00.000Z';
const NUMBERS = [0, 1, 2, 5, 10, 20, 100];
/** Texts that are valid for some member. */
const TEXTS = [
  'text',
  'a-token',
  'US',
  'USD',
  '2027-03-01',
  '10.50',
  'ana@example.com',
  '+15555550100',
  'https://example.com',
  '123456789',
  '10115',
  '123456789012',
  'aws:x',
  'Ünïcode \u{1f6d2}\n',
];

/**
 * Generates valid inputs of an operation: every required member and any of the others. Takes texts
 * from `known`, such as existing ids, if they are valid for the member.
 */
export const inputsOf = (operation: OperationName, known: readonly string[]): fc.Arbitrary<object> =>
  structure(inputSchema(operation), known) as fc.Arbitrary<object>;

const arbitraryOf = (
  schema: NormalizedSchema,
  limit: Limit | undefined,
  known: readonly string[],
): fc.Arbitrary<unknown> => {
  if (schema.isStructSchema()) return structure(schema, known);
  if (schema.isListSchema()) return list(schema, limit, known);
  if (schema.isTimestampSchema()) return fc.constant(MOMENT);
  if (schema.isStringSchema()) return text(limit, known);
  if (schema.isNumericSchema()) return fc.constantFrom(...fitting(NUMBERS, numberCheck(limit)));
  if (schema.isBooleanSchema()) return fc.boolean();
  return fc.constant({});
};

const structure = (schema: NormalizedSchema, known: readonly string[]): fc.Arbitrary<unknown> => {
  const name = schema.getName() ?? '';
  const members = [...schema.structIterator()];
  const record = Object.fromEntries(
    members.map(([key, member]) => [key, arbitraryOf(member, limits[name]?.[key], known)]),
  );
  if (schema.isUnionSchema()) {
    return fc.oneof(
      ...Object.entries(record).map(([key, value]) => value.map((given) => ({ [key]: given }))),
    );
  }
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const required = members
    .filter(
      ([key, member], index) =>
        index < leading || member.isIdempotencyToken() || alsoRequired[name]?.includes(key),
    )
    .map(([key]) => key);
  return fc.record(record, { requiredKeys: required });
};

const list = (schema: NormalizedSchema, limit: Limit | undefined, known: readonly string[]) => {
  const items = limit?.kind === 'items' ? limit : undefined;
  const minLength = items?.min ?? 0;
  return fc.array(arbitraryOf(schema.getValueSchema(), items?.element, known), {
    minLength,
    maxLength: Math.max(minLength, Math.min(3, items?.max ?? 3)),
  });
};

const text = (limit: Limit | undefined, known: readonly string[]): fc.Arbitrary<string> => {
  if (limit?.kind === 'oneOf') return fc.constantFrom(...limit.values);
  if (limit?.kind === 'whole') return fc.constantFrom(String(limit.min), String(limit.max));
  const check = textCheck(limit);
  const likely = fitting(known, check);
  const others = fitting(TEXTS, check);
  if (likely.length > 0 && limit?.kind === 'pattern') return fc.constantFrom(...likely);
  if (others.length > 0) return fc.constantFrom(...others);
  return limit?.kind === 'pattern' ? fc.stringMatching(limit.regexp) : fc.constant('x');
};

const fitting = <T>(values: readonly T[], check: ((value: T) => unknown) | undefined): T[] =>
  values.filter((value) => check?.(value) === undefined);
