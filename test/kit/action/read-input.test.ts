import Type, { type TSchema } from 'typebox';
import { expect, test } from 'vitest';
import type { Action } from '../../../src/kit/action/action.ts';
import type { InputFault } from '../../../src/kit/action/check.ts';
import { strictSchema } from '../../../src/kit/action/json-schema.ts';
import { coerce, readInput } from '../../../src/kit/action/read-input.ts';

const AOrB = Type.Union([Type.Literal('a'), Type.Literal('5')]);

test.each<[what: string, TSchema | undefined, texts: string[], value: unknown]>([
  ['an integer', Type.Integer(), ['-7'], -7],
  ['a number', Type.Number(), ['1.5'], 1.5],
  ['a number that is none', Type.Number(), ['1.5x'], '1.5x'],
  ['a number without digits', Type.Integer(), [''], ''],
  ['true', Type.Boolean(), ['true'], true],
  ['false', Type.Boolean(), ['false'], false],
  ['a boolean that is none', Type.Boolean(), ['yes'], 'yes'],
  ['null', Type.Null(), ['null'], null],
  ['text that looks like a number', Type.String(), ['5'], '5'],
  ['text that looks like a boolean', Type.String(), ['true'], 'true'],
  ['text that looks like null', Type.String(), ['null'], 'null'],
  ['text of a member without a schema', undefined, ['5'], '5'],
  ['an object', Type.Object({}), [' {"a":1}'], { a: 1 }],
  ['an object that is no JSON', Type.Object({}), ['{a'], '{a'],
  ['anything', Type.Any(), ['[1]'], [1]],
  ['anything else', Type.Any(), ['5'], '5'],
  ['a text repeated', Type.String(), ['a', 'b'], ['a', 'b']],
  ['a list with commas', Type.Array(Type.Integer()), ['1,2'], [1, 2]],
  ['a list of one', Type.Array(Type.Integer()), ['1'], [1]],
  ['a list as JSON', Type.Array(Type.Integer()), ['[1,"2"]'], [1, '2']],
  ['a list repeated', Type.Array(Type.String()), ['a,b', 'c'], ['a', 'b', 'c']],
  ['a list of objects', Type.Array(Type.Object({})), ['{"a":1,"b":2}', '{}'], [{ a: 1, b: 2 }, {}]],
  ['a choice of text and number', Type.Union([Type.Integer(), Type.String()]), ['5'], '5'],
  ['a choice of constants', AOrB, ['5'], '5'],
  ['a choice of constant and number', Type.Union([Type.Literal('a'), Type.Integer()]), ['5'], 5],
  ['a choice of number and null', Type.Union([Type.Integer(), Type.Null()]), ['null'], null],
  ['a choice that nothing fits', Type.Union([Type.Integer(), Type.Null()]), ['soon'], 'soon'],
])('%s is read from text', (_what, schema, texts, value) => {
  expect(coerce(schema && strictSchema(schema), texts)).toEqual(value);
});

const takes = Type.Object({ id: Type.Integer(), tags: Type.Array(Type.String()), note: Type.String() });
const read = (method: Action<object>['method'], query: string, body?: unknown) => {
  const action = { method, takes } as unknown as Action<object>;
  const refuse = (faults: InputFault[]) =>
    new Error(faults.map(({ FieldName, Code, Message }) => `${FieldName} ${Code}: ${Message}`).join(' '));
  return readInput({ action, parameters: { id: '7' } }, { query: new URLSearchParams(query), body }, refuse);
};

test.each(['GET', 'DELETE'] as const)(
  '%s takes its input from path and query, not from the body',
  (method) => {
    const input = read(method, 'tags=a&tags=b&note=5&colour=red&id=8', { note: 'of the body' });
    expect(input).toEqual({ id: 7, tags: ['a', 'b'], note: '5', colour: 'red' });
  },
);

test.each(['POST', 'PUT'] as const)('%s takes its input from path and body, not from the query', (method) => {
  expect(read(method, 'note=of+the+query', { tags: [1], colour: 'red' })).toEqual({
    id: 7,
    tags: [1],
    colour: 'red',
  });
  expect(read(method, '', { id: 7 })).toEqual({ id: 7 });
});

test('a body that contradicts the path, or is no object, is refused', () => {
  expect(() => read('PUT', '', { id: 8 })).toThrow(
    'id INVALID_VALUE: id contradicts the path. Omit it from the body.',
  );
  for (const body of [null, [], 'text', 5, undefined]) {
    expect(() => read('PUT', '', body)).toThrow('INVALID_VALUE: The request body has to be a JSON object.');
  }
});
