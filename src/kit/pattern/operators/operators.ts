import { stepsForText } from '../steps.ts';
import { type Block, inBlocks, readBlock } from './cidr.ts';
import { invalid } from './invalid.ts';
import type { FieldPattern, Leaf, Test } from './match.ts';
import { readNumeric } from './numeric.ts';
import { readWildcard } from './wildcard.ts';

/**
 * Parses the list of a field's matchers. Those that are many in practice become one test: exact values, texts that ignore
 * case, and blocks of addresses. Throws InvalidEventPatternException.
 */
export const readTests = (list: readonly unknown[]): Pick<FieldPattern, 'tests' | 'orAbsent'> => {
  const exact = new Set<Leaf>();
  const anyCase: string[] = [];
  const blocks: Block[] = [];
  const tests: Test[] = [];
  let orAbsent = false;
  for (const value of list) {
    if (isLeaf(value)) {
      exact.add(value);
      continue;
    }
    const [operator, argument] = readOperator(value);
    if (operator === 'exists' && argument === false) orAbsent = true;
    else if (operator === 'equals-ignore-case') anyCase.push(textOf(operator, argument));
    else if (operator === 'cidr') blocks.push(readBlock(textOf(operator, argument)));
    else tests.push(readTest(operator, argument));
  }
  if (exact.size > 0) tests.unshift((given) => exact.has(given));
  if (anyCase.length > 0) tests.push(ignoreCase(anyCase));
  if (blocks.length > 0) tests.push(inBlocks(blocks));
  return { tests, orAbsent };
};

const readOperator = (value: unknown): [operator: string, argument: unknown] => {
  if (!isObject(value)) throw invalid('Match value must be String, number, true, false, or null');
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined) throw invalid('Match expression name not found');
  if (others.length > 0) throw invalid('Only one key allowed in match expression');
  return entry;
};

const readTest = (operator: string, argument: unknown): Test => {
  const read = Object.hasOwn(readers, operator) ? readers[operator] : undefined;
  if (!read) throw invalid(`Unrecognized match type ${operator}`);
  return read(argument);
};

const textOf = (operator: string, argument: unknown): string => {
  if (typeof argument === 'string') return argument;
  throw invalid(`${operator} match pattern must be a string`);
};

/** A test for texts: `isPassing` is asked for the text, in which the test looks for `part`. */
const textTest =
  (part: string, isPassing: (text: string) => boolean): Test =>
  (given, steps) => {
    if (typeof given !== 'string') return false;
    steps.take(stepsForText(part));
    return isPassing(given);
  };

const startsWith = (start: string) => textTest(start, (text) => text.startsWith(start));
const endsWith = (end: string) => textTest(end, (text) => text.endsWith(end));

/** Passes texts that are one of the wanted in any case. A text is folded once, however many are wanted. */
const ignoreCase = (wanted: readonly string[]): Test => {
  const folded = new Set<Leaf>(wanted.map(fold));
  return foldedTest((text) => folded.has(text));
};

/** A test of a text's folded form. */
const foldedTest =
  (test: Test): Test =>
  (given, steps) => {
    if (typeof given !== 'string') return false;
    steps.take(2 * stepsForText(given));
    return test(fold(given), steps);
  };

/** `prefix` and `suffix`: the argument is a string or `{"equals-ignore-case": string}`. */
const affix = (operator: 'prefix' | 'suffix', test: (affix: string) => Test) => (argument: unknown) => {
  if (!isObject(argument)) return test(textOf(operator, argument));
  const [entry, ...others] = Object.entries(argument);
  if (entry?.[0] !== 'equals-ignore-case' || others.length > 0) {
    throw invalid(`Unsupported ${operator} pattern: ${entry?.[0] ?? '{}'}`);
  }
  return foldedTest(test(fold(textOf('equals-ignore-case', entry[1]))));
};

const readers: Readonly<Record<string, (argument: unknown) => Test>> = {
  prefix: affix('prefix', startsWith),
  suffix: affix('suffix', endsWith),
  'anything-but': (argument) => readAnythingBut(argument),
  numeric: readNumeric,
  exists: (argument) => {
    if (argument !== true) throw invalid('exists match pattern must be either true or false.');
    return () => true;
  },
  wildcard: (argument) => readWildcard(textOf('wildcard', argument)),
};

/** Passes any value except the excluded: a string, a number, a list of either, or an operator with one or more strings. */
const readAnythingBut = (argument: unknown): Test => {
  if (isObject(argument)) return not(readExclusions(argument));
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

/** Returns one test that the excluded values pass. */
const readExclusions = (argument: Readonly<Record<string, unknown>>): Test => {
  const [entry, ...others] = Object.entries(argument);
  if (entry === undefined || others.length > 0) throw invalid('Only one key allowed in match expression');
  const [operator, value] = entry;
  const exclusion = Object.hasOwn(exclusions, operator) ? exclusions[operator] : undefined;
  if (!exclusion) throw invalid(`Unsupported anything-but pattern: ${operator}`);
  if (isObject(value)) throw badAnythingBut();
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw invalid('Empty arrays are not allowed');
  for (const text of values) {
    if (typeof text !== 'string') throw invalid(exclusion.wrongType);
    if (text === '' && exclusion.isAffix) throw invalid('Null prefix/suffix not allowed');
  }
  return exclusion.read(values);
};

const affixType = 'prefix/suffix match pattern must be a string';
const exclusions: Readonly<
  Record<string, { read: (texts: readonly string[]) => Test; wrongType: string; isAffix?: boolean }>
> = {
  prefix: { read: (texts) => any(texts.map(startsWith)), wrongType: affixType, isAffix: true },
  suffix: { read: (texts) => any(texts.map(endsWith)), wrongType: affixType, isAffix: true },
  wildcard: {
    read: (texts) => any(texts.map(readWildcard)),
    wrongType: 'wildcard match pattern must be a string',
  },
  'equals-ignore-case': {
    read: ignoreCase,
    wrongType: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  },
};

const any =
  (tests: readonly Test[]): Test =>
  (given, steps) => {
    steps.take(tests.length);
    return tests.some((test) => test(given, steps));
  };

const not =
  (test: Test): Test =>
  (given, steps) =>
    !test(given, steps);

/** Folds case: strings that differ only in case become equal. */
const fold = (text: string): string => text.toUpperCase().toLowerCase();

const isTextOrNumber = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const isLeaf = (value: unknown): value is Leaf =>
  value === null || isTextOrNumber(value) || typeof value === 'boolean';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const badAnythingBut = () => invalid('Value of anything-but must be an array or single string/number value.');
