import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputTooLong, inputOf, MAX_INPUT_LENGTH } from '../../../src/rules/events/input.ts';
import { readTemplate } from '../../../src/rules/events/template.ts';

/** The characters that are looked at to parse a template. */
const looksOf = (template: string): number => {
  let looks = 0;
  readTemplate(template, (count) => {
    looks += count;
  });
  return looks;
};

describe('the cost of a template', () => {
  test.each([
    ['escaped quotes, never closed', '\\"'],
    ['escaped quotes after an open one', '"\\"'],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['placeholders', '<a>'],
    ['placeholders that are never closed', '<a'],
    ['beginnings of placeholders', '<'],
    ['quoted placeholders', '"<a>"'],
    ['brackets', '{['],
    ['spaces', ' '],
    ['quotes and spaces', '" '],
  ])('of %s grows linearly with its length', (_what, unit) => {
    for (const size of [100, 1_000, 4_000]) {
      expect(looksOf(unit.repeat(2 * size))).toBeLessThanOrEqual(2 * looksOf(unit.repeat(size)) + 2);
      expect(looksOf(unit.repeat(size))).toBeLessThanOrEqual(3 * unit.length * size + 3);
    }
  });

  test('of any characters is at most three looks at each', () => {
    const template = fc.string({
      unit: fc.constantFrom('"', '\\', '<', '>', 'a', '<a>', ' ', '{'),
      maxLength: 200,
    });
    fc.assert(
      fc.property(template, (text) => looksOf(text) <= 3 * text.length + 3),
      { numRuns: 2_000 },
    );
  });
});

test('a template keeps every character that is no placeholder', () => {
  const template = fc.string({
    unit: fc.constantFrom('"', '\\', '<', '>', 'a', '<a>', ' ', '{'),
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      template,
      (text) =>
        readTemplate(text)
          .parts.map((part) => part.text)
          .join('') === text,
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['"a <x> b"', [false, true, false]],
  ['{"a": <x>}', [false, false, false]],
  ['"\\" <x>"', [false, true, false]],
  ['"\\\\" <x>"', [false, false, false]],
  // A quote that is never closed begins no text.
  ['" <x> \\"', [false, false, false]],
])('%s has its placeholder within quotes, or not', (template, quoted) => {
  expect(readTemplate(template).parts.map(({ isQuoted }) => isQuoted)).toEqual(quoted);
});

describe('an input', () => {
  const about = { ruleName: 'r', ruleArn: 'arn', ingestionTime: '2026-01-01T00:00:00Z' };
  const ofTemplate = (InputTemplate: string, event: object) =>
    inputOf({ InputTransformer: { InputTemplate } }, { ...event }, about);

  test('that repeats a large event until no target takes it is refused', () => {
    const event = { text: 'x'.repeat(MAX_INPUT_LENGTH / 4) };
    const template = (count: number) =>
      `{${Array.from({ length: count }, (_, at) => `"k${at}":<aws.events.event.json>`).join(',')}}`;
    expect(JSON.parse(ofTemplate(template(3), event)).k2).toEqual(event);
    expect(() => ofTemplate(template(4), event)).toThrow(InputTooLong);
  });

  test('writes a value once, however often it is inserted', () => {
    let written = 0;
    const event = {
      toJSON: () => {
        written += 1;
        return { a: 1 };
      },
    };
    expect(
      ofTemplate('[<aws.events.event.json>,<aws.events.event.json>,<aws.events.event.json>]', {
        detail: event,
      }),
    ).toBe('[{"detail":{"a":1}},{"detail":{"a":1}},{"detail":{"a":1}}]');
    expect(written).toBe(1);
  });
});
