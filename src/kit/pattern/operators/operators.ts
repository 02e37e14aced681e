import { readCidr } from './cidr.ts';
import { invalid } from './invalid.ts';
import type { FieldPattern, Leaf, Test } from './match.ts';
import { readNumeric } from './numeric.ts';
import { readWildcard } from './wildcard.ts';

/** Parses the list of a field's matchers. Throws InvalidEventPatternException. */
export const readTests = (list: readonly unknown[]): Pick<FieldPattern, 'tests' | 'orAbsent'> => {
  const tests: Test[] = [];
  let orAbsent = false;
  for (const value of list) {
    if (isObject(value) && value.exists === false && Object.keys(value).length === 1) orAbsent = true;
    else tests.push(readTest(value));
  }
  return { tests, orAbsent };
};

const readTest = (value: unknown): Test => {
  if (isLeaf(value)) return (given) => given === value;
  if (!isObject(value)) throw invalid('Match value must be String, number, true, false, or null');
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined) throw invalid('Match expression name not found');
  if (others.length > 0) throw invalid('Only one key allowed in match expression');
  const [operator, argument] = entry;
  const read = Object.hasOwn(readers, operator) ? readers[operator] : undefined;
  if (!read) throw invalid(`Unrecognized match type ${operator}`);
  return read(argument);
};

/** A test that only strings can pass. */
const textTest =
  (test: (text: string) => boolean): Test =>
  (given) =>
    typeof given === 'string' && test(given);

const textOf = (operator: string, argument: unknown): string => {
  if (typeof argument === 'string') return argument;
  throw invalid(`${operator} match pattern must be a string`);
};

const startsWith = (start: string) => textTest((text) => text.startsWith(start));
const endsWith = (end: string) => textTest((text) => text.endsWith(end));
const ignoreCase = (wanted: string) => {
  const folded = fold(wanted);
  return textTest((text) => fold(text) === folded);
};

/** `prefix` and `suffix`: the argument is a string or `{"equals-ignore-case": string}`. */
const affix = (operator: 'prefix' | 'suffix', test: (affix: string) => Test) => (argument: unknown) => {
  if (!isObject(argument)) return test(textOf(operator, argument));
  const [entry, ...others] = Object.entries(argument);
  if (entry?.[0] !== 'equals-ignore-case' || others.length > 0) {
    throw invalid(`Unsupported ${operator} pattern: ${entry?.[0] ?? '{}'}`);
  }
  const folded = test(fold(textOf('equals-ignore-case', entry[1])));
  return textTest((text) => folded(fold(text)));
};

const readers: Readonly<Record<string, (argument: unknown) => Test>> = {
  prefix: affix('prefix', startsWith),
  suffix: affix('suffix', endsWith),
  'equals-ignore-case': (argument) => ignoreCase(textOf('equals-ignore-case', argument)),
  'anything-but': (argument) => readAnythingBut(argument),
  numeric: readNumeric,
  exists: (argument) => {
    if (argument !== true) throw invalid('exists match pattern must be either true or false.');
    return () => true;
  },
  cidr: (argument) => textTest(readCidr(textOf('cidr', argument))),
  wildcard: (argument) => textTest(readWildcard(textOf('wildcard', argument))),
};

/** Passes any value except the excluded: a string, a number, a list of either, or an operator with one or more strings. */
const readAnythingBut = (argument: unknown): Test => {
  if (isObject(argument)) return none(readExclusions(argument));
  const values = Array.isArray(argument) ? argument : [argument];
  if (values.length === 0) throw invalid('Empty arrays are not allowed');
  if (!Array.isArray(argument) && !isTextOrNumber(argument)) throw badAnythingBut();
  if (!values.every(isTextOrNumber)) {
    throw invalid('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(values.map((value) => typeof value)).size > 1) {
    throw invalid(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  const excluded = new Set<Leaf>(values);
  return (given) => !excluded.has(given);
};

const readExclusions = (argument: Readonly<Record<string, unknown>>): Test[] => {
  const [entry, ...others] = Object.entries(argument);
  if (entry === undefined || others.length > 0) throw invalid('Only one key allowed in match expression');
  const [operator, value] = entry;
  const exclusion = Object.hasOwn(exclusions, operator) ? exclusions[operator] : undefined;
  if (!exclusion) throw invalid(`Unsupported anything-but pattern: ${operator}`);
  if (isObject(value)) throw badAnythingBut();
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw invalid('Empty arrays are not allowed');
  return values.map((text) => {
    if (typeof text !== 'string') throw invalid(exclusion.wrongType);
    if (text === '' && exclusion.isAffix) throw invalid('Null prefix/suffix not allowed');
    return exclusion.read(text);
  });
};

const affixType = 'prefix/suffix match pattern must be a string';
const exclusions: Readonly<
  Record<string, { read: (text: string) => Test; wrongType: string; isAffix?: boolean }>
> = {
  prefix: { read: startsWith, wrongType: affixType, isAffix: true },
  suffix: { read: endsWith, wrongType: affixType, isAffix: true },
  wildcard: {
    read: (text) => textTest(readWildcard(text)),
    wrongType: 'wildcard match pattern must be a string',
  },
  'equals-ignore-case': {
    read: ignoreCase,
    wrongType: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  },
};

const none =
  (tests: readonly Test[]): Test =>
  (given) =>
    !tests.some((test) => test(given));

/** Folds case: strings that differ only in case become equal. */
const fold = (text: string): string => text.toUpperCase().toLowerCase();

const isTextOrNumber = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const isLeaf = (value: unknown): value is Leaf =>
  value === null || isTextOrNumber(value) || typeof value === 'boolean';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const badAnythingBut = () => invalid('Value of anything-but must be an array or single string/number value.');
