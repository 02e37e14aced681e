import { invalid } from './invalid.ts';
import { type EventPattern, type FieldPattern, stepsAlong } from './match.ts';
import { readTests } from './operators.ts';

/** Maximum of combinations of a pattern's `$or`s. AWS docs: eb-create-pattern-operators. */
const MAX_COMBINATIONS = 1000;

/** Maximum length of a path; a name with dots counts as several. */
const MAX_DEPTH = 64;

type Json = Readonly<Record<string, unknown>>;
type Alternatives = readonly (readonly FieldPattern[])[];

/** Compiles a pattern. Throws InvalidEventPatternException if it is invalid. */
export const compilePattern = (json: unknown): EventPattern => {
  if (!isObject(json)) throw invalid('Filter is not an object');
  return { alternatives: readObject(json, []) };
};

const readObject = (json: Json, path: readonly string[]): Alternatives => {
  const members = Object.entries(json);
  if (members.length === 0) throw invalid('Empty objects are not allowed');
  return members.reduce<Alternatives>(
    (found, [key, value]) => combine(found, readMember(key, value, path)),
    [[]],
  );
};

const readMember = (key: string, value: unknown, path: readonly string[]): Alternatives => {
  if (key === '$or' && isOr(value)) {
    const alternatives = value.flatMap((choice) => readObject(choice, path));
    if (alternatives.length > MAX_COMBINATIONS) throw tooMany();
    return alternatives;
  }
  const below = [...path, ...key.split('.')];
  if (below.length > MAX_DEPTH) throw invalid(`Names are nested deeper than ${MAX_DEPTH} levels`);
  if (isObject(value)) return readObject(value, below);
  if (!Array.isArray(value)) throw invalid(`"${key}" must be an object or an array`);
  if (value.length === 0) throw invalid('Empty arrays are not allowed');
  return [[{ start: stepsAlong(below), ...readTests(value) }]];
};

/** The cross product: every alternative of one with every alternative of the other. */
const combine = (one: Alternatives, other: Alternatives): Alternatives => {
  if (one.length * other.length > MAX_COMBINATIONS) throw tooMany();
  return one.flatMap((fields) => other.map((others) => [...fields, ...others]));
};

const operators: ReadonlySet<string> = new Set([
  ...['prefix', 'suffix', 'equals-ignore-case', 'anything-but', 'numeric', 'exists', 'cidr', 'wildcard'],
]);

/** `$or` is an ordinary field unless it lists at least two objects, none of them an operator. */
const isOr = (value: unknown): value is Json[] =>
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((choice) => isObject(choice) && !Object.keys(choice).some((key) => operators.has(key)));

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tooMany = () => invalid(`The combinations of $or are more than ${MAX_COMBINATIONS}`);
