import Type, { type TSchema } from 'typebox';
import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/kit/action/check.ts';

const codesOf = (schema: TSchema, value: unknown): string[] =>
  faultsOf(Type.Object({ it: schema }), { it: value }).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);

const code = 'INVALID_ENUM_VALUE';

test.each<[string, TSchema, valid: unknown, invalid: unknown, code: string]>([
  ['pattern', Type.String({ pattern: '^a+$' }), 'aa', 'b', 'INVALID_STRING_FORMAT'],
  ['format', Type.String({ format: 'date-time' }), '2026-11-23T09:30:00Z', 'soon', 'INVALID_STRING_FORMAT'],
  ['minimum length', Type.String({ minLength: 2 }), 'ab', 'a', 'VALUE_OUT_OF_RANGE'],
  ['maximum length', Type.String({ maxLength: 2 }), 'ab', 'abc', 'VALUE_OUT_OF_RANGE'],
  ['minimum', Type.Number({ minimum: 2 }), 2, 1, 'VALUE_OUT_OF_RANGE'],
  ['maximum', Type.Number({ maximum: 2 }), 2, 3, 'VALUE_OUT_OF_RANGE'],
  ['exclusive minimum', Type.Number({ exclusiveMinimum: 2 }), 3, 2, 'VALUE_OUT_OF_RANGE'],
  ['exclusive maximum', Type.Number({ exclusiveMaximum: 2 }), 1, 2, 'VALUE_OUT_OF_RANGE'],
  ['minimum of items', Type.Array(Type.String(), { minItems: 1 }), ['a'], [], 'NOT_ENOUGH_VALUES'],
  ['maximum of items', Type.Array(Type.String(), { maxItems: 1 }), ['a'], ['a', 'b'], 'TOO_MANY_VALUES'],
  [
    'minimum of members',
    Type.Record(Type.String(), Type.Any(), { minProperties: 1 }),
    { a: 1 },
    {},
    'NOT_ENOUGH_VALUES',
  ],
  [
    'maximum of members',
    Type.Record(Type.String(), Type.Any(), { maxProperties: 1 }),
    { a: 1 },
    { a: 1, b: 2 },
    'TOO_MANY_VALUES',
  ],
  ['type', Type.Integer(), 1, '1', 'INVALID_VALUE'],
  ['constant', Type.Literal('a'), 'a', 'b', code],
  ['enumeration', Type.Enum(['a', 'b']), 'b', 'c', code],
  ['choice between constants', Type.Union([Type.Literal('a'), Type.Literal('b')]), 'b', 'c', code],
  ['choice', Type.Union([Type.Literal('a'), Type.Integer()]), 7, 'c', 'INVALID_VALUE'],
])('a value that violates its %s has that fault alone', (_what, schema, valid, invalid, code) => {
  expect(codesOf(schema, valid)).toEqual([]);
  expect(codesOf(schema, invalid)).toEqual([`it: ${code}`]);
});

test('every fault is reported, with the path of its member', () => {
  const Line = Type.Object({ product: Type.String(), count: Type.Integer({ minimum: 1 }) });
  const Order = Type.Object({ lines: Type.Array(Line), 'a/b~c': Type.Optional(Type.Integer()) });
  const order = {
    lines: [
      { product: 'pen', count: 1 },
      { count: 0, colour: 'red' },
    ],
    'a/b~c': 'x',
    note: '',
  };
  expect(
    faultsOf(Order, order)
      .map(({ FieldName, Code, Message }) => `${FieldName}: ${Code}: ${Message}`)
      .sort(),
  ).toEqual([
    'a/b~c: INVALID_VALUE: a/b~c must be integer.',
    'lines[1].colour: INVALID_VALUE: lines[1].colour is unknown.',
    'lines[1].count: VALUE_OUT_OF_RANGE: lines[1].count must be >= 1.',
    'lines[1].product: REQUIRED_FIELD_MISSING: lines[1].product is required.',
    'note: INVALID_VALUE: note is unknown.',
  ]);
});

test('a record may have any members of its form, and an open object any at all', () => {
  const Notes = Type.Object({
    byName: Type.Record(Type.String({ pattern: '^[a-z]+$' }), Type.Object({ text: Type.String() })),
    open: Type.Object({}, { additionalProperties: true }),
  });
  const faults = faultsOf(Notes, { byName: { a: { text: 'b' }, c: { text: 'd', e: 1 } }, open: { f: 2 } });
  expect(faults.map(({ FieldName, Code }) => `${FieldName}: ${Code}`)).toEqual(['byName.c.e: INVALID_VALUE']);
});

test('a fault of the input as a whole names no member', () => {
  expect(faultsOf(Type.Object({}), 5)).toEqual([
    { Message: 'The input as a whole must be object.', Code: 'INVALID_VALUE' },
  ]);
});

test('a message lists the values that are allowed', () => {
  const messageOf = (schema: TSchema) => faultsOf(Type.Object({ it: schema }), { it: 'c' })[0]?.Message;
  expect(messageOf(Type.Union([Type.Literal('a'), Type.Literal('b')]))).toBe('it has to be one of a, b.');
  expect(messageOf(Type.Enum(['a', 'b']))).toBe('it has to be one of a, b.');
  expect(messageOf(Type.Literal('a'))).toBe('it has to be "a".');
});
