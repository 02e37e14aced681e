import { describe, expect, test } from 'vitest';
import { parseBody, parseJson } from '../../../src/kit/shape/json.ts';

const parse = (text: string) => parseBody(Buffer.from(text));
const refused = (text: string | Buffer) => expect(() => parseBody(Buffer.from(text as string)));
const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);
const list = (count: number, element = '0') => `[${Array(count).fill(element).join(',')}]`;
const serialization = expect.objectContaining({ name: 'SerializationException' });

describe('parseBody', () => {
  test('an empty body is an empty object, but no JSON', () => {
    expect(parse('')).toEqual({});
    expect(() => parseJson(Buffer.from(''))).toThrow(serialization);
  });

  test('JSON is parsed', () => {
    expect(parse(' {"A":[1,"ü\\n🍞",null,{"B":false}]} ')).toEqual({ A: [1, 'ü\n🍞', null, { B: false }] });
  });

  test.each(['{', 'x', ' ', '{"A":1,}', "{'A':1}", '[1]]', '"open', '{"secret":tru}'])(
    '%j is not JSON',
    (text) => {
      refused(text).toThrow(serialization);
      refused(text).not.toThrow(/secret/);
      refused(`${text}${' '.repeat(500)}`).toThrow(serialization);
    },
  );

  test('invalid UTF-8 is rejected', () => {
    for (const bytes of [[0xff], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]]) {
      refused(Buffer.from(bytes)).toThrow(serialization);
    }
  });

  test('65,536 values are allowed in a body, more are not, whatever they are', () => {
    const lists = (count: number, each: string) => `[${Array.from({ length: count }, () => each).join()}]`;
    // Each list is as many values as it has elements, and one that opens the outermost.
    expect(parse(lists(8, list(8_191)))).toHaveLength(8);
    refused(lists(8, list(8_193))).toThrow(/more than 65536 values/);
    refused(lists(40, list(9_000, '[]'))).toThrow(/more than 65536 values/);
    expect(parseJson(Buffer.from(lists(8, list(8_193))))).toHaveLength(8);
    expect(parse(JSON.stringify('[],'.repeat(300_000)))).toHaveLength(900_000);
  });

  test('64 levels of nesting are allowed, 65 are not', () => {
    expect(parse(nested(64))).toBeInstanceOf(Array);
    refused(nested(65)).toThrow(/deeper than 64/);
    refused(nested(100_000)).toThrow(/deeper than 64/);
    expect(parse(`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`)).toBeInstanceOf(Object);
    refused(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`).toThrow(/deeper than 64/);
    expect(parse(list(1_000, nested(60)))).toHaveLength(1_000);
  });

  test('9,999 elements are allowed, 10,000 are not', () => {
    expect(parse(list(9_999))).toHaveLength(9_999);
    refused(list(10_000)).toThrow(/9999 elements/);
    refused(`{"a":[${list(3)},${list(10_000)}]}`).toThrow(/9999 elements/);
  });

  test('each array is counted separately; members of objects do not count', () => {
    expect(parse(list(9_000, '[1,2,{"a":1,"b":2}]'))).toHaveLength(9_000);
    const members = Array.from({ length: 20_000 }, (_, at) => `"m${at}":[0]`).join(',');
    expect(Object.keys(parse(`{${members}}`) as object)).toHaveLength(20_000);
    refused(`{"a":[{${members}},${list(9_999).slice(1, -1)}]}`).toThrow(/9999 elements/);
  });

  test('brackets and commas in strings do not count', () => {
    const text = `${'['.repeat(200)}${'{'.repeat(200)}\\"${','.repeat(20_000)}\\\\`;
    expect(parse(`["${text}","${text}"]`)).toHaveLength(2);
    refused(`["\\\\",${list(10_000)}]`).toThrow(/9999 elements/);
  });

  test('a string of any length ends at its first quote that is not escaped', () => {
    const many = list(10_000);
    for (let length = 0; length < 200; length++) {
      for (const ending of [
        '',
        '\\',
        '\\\\',
        '"',
        '"\\',
        '\\"',
        `"${'x'.repeat(70)}"`,
        `\\${'x'.repeat(70)}`,
      ]) {
        const text = JSON.stringify('x'.repeat(length) + ending);
        refused(`[${text},${many}]`).toThrow(/9999 elements/);
        expect(parse(`[${text},${JSON.stringify(many)}]`)).toHaveLength(2);
      }
    }
  });
});
