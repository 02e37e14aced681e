import { invalid } from './invalid.ts';
import type { Conjunction, EventPattern } from './match.ts';
import { readTests } from './operators.ts';

/** Maximum of combinations of a pattern's `$or`s. AWS docs: eb-create-pattern-operators. */
const MAX_COMBINATIONS = 1000;

/** Maximum length of a path; a name with dots counts as several. */
const MAX_DEPTH = 64;

type Json = Readonly<Record<string, unknown>>;

/** Compiles a pattern. Throws InvalidEventPatternException if it is invalid. */
export const compilePattern = (json: unknown): EventPattern => {
  if (!isObject(json)) throw invalid('Filter is not an object');
  const pattern = readObject(json, []);
  if (combinationsOf(pattern) > MAX_COMBINATIONS) {
    throw invalid(`The combinations of $or are more than ${MAX_COMBINATIONS}`);
  }
  return pattern;
};

const readObject = (json: Json, path: readonly string[]): Conjunction => {
  const members = Object.entries(json);
  if (members.length === 0) throw invalid('Empty objects are not allowed');
  const read = members.map(([key, value]) => readMember(key, value, path));
  return { fields: read.flatMap(({ fields }) => fields), ors: read.flatMap(({ ors }) => ors) };
};

const readMember = (key: string, value: unknown, path: readonly string[]): Conjunction => {
  if (key === '$or' && isOr(value)) {
    return { fields: [], ors: [value.map((choice) => readObject(choice, path))] };
  }
  const below = [...path, ...key.split('.')];
  if (below.length > MAX_DEPTH) throw invalid(`Names are nested deeper than ${MAX_DEPTH} levels`);
  if (isObject(value)) return readObject(value, below);
  if (!Array.isArray(value)) throw invalid(`"${key}" must be an object or an array`);
  if (value.length === 0) throw invalid('Empty arrays are not allowed');
  return { fields: [{ path: below, ...readTests(value) }], ors: [] };
};

/** The number of ways to choose an alternative of each `$or`. */
const combinationsOf = ({ ors }: Conjunction): number =>
  ors.reduce(
    (product, or) => product * or.reduce((sum, alternative) => sum + combinationsOf(alternative), 0),
    1,
  );

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
