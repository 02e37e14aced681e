import type { NormalizedSchema } from '@smithy/core/schema';
import type { Chars, Items, Limit, Pattern } from '../src/kit/shape/limit.ts';
import {
  astralText,
  edgesOf,
  fits,
  type IsRequired,
  type Json,
  misfitOf,
  textOfLength,
  validText,
  validValue,
} from './values.ts';

/** A title, a value, and the error code expected for it: one below, at, and one above each bound. */
type Boundary = [what: string, value: Json, code?: string];

/** Returns the cases of a limit. */
export const boundaries = (schema: NormalizedSchema, limit: Limit, isRequired: IsRequired): Boundary[] => {
  switch (limit.kind) {
    case 'oneOf':
      return [
        ...[...limit.values].map((value): Boundary => [`value ${value}`, value]),
        ['no value of the enum', 'ConformanceNone', 'INVALID_ENUM_VALUE'],
        ['0 characters', '', limit.form ? 'INVALID_STRING_FORMAT' : 'INVALID_ENUM_VALUE'],
      ];
    case 'whole':
      return [
        ...bounds(limit.min, limit.max).map(
          ([value, isWithin]): Boundary => [
            `${value}`,
            `${value}`,
            isWithin ? undefined : 'VALUE_OUT_OF_RANGE',
          ],
        ),
        ...[`0${limit.min}`, `${limit.min}.0`, 'ConformanceNone', ''].map(
          (text): Boundary => [`no whole number: ${text}`, text, 'INVALID_STRING_FORMAT'],
        ),
      ];
    case 'range':
      return bounds(limit.min, limit.max).map(([value, isWithin]) => [
        `${value}`,
        value,
        isWithin ? undefined : 'VALUE_OUT_OF_RANGE',
      ]);
    case 'items':
      return sizes(schema, limit, isRequired);
    case 'pattern':
    case 'chars':
      return texts(limit);
  }
};

/** Values one below, at, and one above the bounds. */
const bounds = (min: number, max: number): [number, boolean][] => {
  const found: [number, boolean][] = [
    [min - 1, false],
    [min, true],
    [max, true],
    [max + 1, false],
  ];
  return found.filter(([value]) => Number.isFinite(value));
};

const sizes = (schema: NormalizedSchema, limit: Items, isRequired: IsRequired): Boundary[] => {
  const element = validValue(
    schema.getValueSchema(),
    limit.element,
    { optional: false, variant: 0 },
    isRequired,
  );
  return bounds(limit.min, limit.max)
    .filter(([size]) => size >= 0)
    .map(([size, isWithin]) => {
      const code = size < limit.min ? 'NOT_ENOUGH_VALUES' : 'TOO_MANY_VALUES';
      return [`${size} elements`, Array.from({ length: size }, () => element), isWithin ? undefined : code];
    });
};

const texts = (limit: Chars | Pattern): Boundary[] => {
  const found: Boundary[] = [['a valid text', validText(limit)]];
  const add = (what: string, text: string | undefined): void => {
    if (text !== undefined) found.push([what, text, fits(limit, text) ? undefined : 'INVALID_STRING_FORMAT']);
  };
  for (const [length] of bounds(limit.min, limit.max)) {
    add(`${length} characters`, textOfLength(limit, length));
    // Limits count characters (code points), not UTF-16 code units.
    if (length > 0) add(`${length} characters of two units`, astralText(limit, length));
  }
  if (limit.kind === 'chars') return found;
  for (const text of edgesOf(limit)) add(`${[...text].length} characters of its form`, text);
  const misfit = misfitOf(limit);
  if (misfit !== undefined) add('a text of another form', misfit);
  return found;
};
