import { invalid } from './invalid.ts';
import type { Test } from './match.ts';

/** The largest absolute value of a bound. AWS docs: eb-create-pattern-operators, "Numeric matching". */
const MAX = 5e9;

const comparisons: Readonly<Record<string, (given: number, wanted: number) => boolean>> = {
  '=': (given, wanted) => given === wanted,
  '<': (given, wanted) => given < wanted,
  '<=': (given, wanted) => given <= wanted,
  '>': (given, wanted) => given > wanted,
  '>=': (given, wanted) => given >= wanted,
};

/**
 * Parses `["=", 5]`, `["<", 10]` or a range, `[">", 0, "<=", 5]`. The test passes numbers only.
 * @throws InvalidEventPatternException if the argument is malformed
 */
export const readNumeric = (argument: unknown): Test => {
  if (!Array.isArray(argument)) throw invalid('Value of numeric must be an array.');
  const [operator, value, secondOperator, secondValue, ...rest] = argument as unknown[];
  if (typeof operator !== 'string') throw invalid(`Invalid member in numeric match: ${tokenOf(operator)}`);
  const compare = comparisonOf(operator);
  if (!compare) throw invalid(`Unrecognized numeric range operator: ${operator}`);
  const bound = boundOf(operator, value);
  if (argument.length <= 2) return (given) => typeof given === 'number' && compare(given, bound);

  if (operator !== '>' && operator !== '>=') throw invalid('Too many elements in numeric expression');
  if (typeof secondOperator !== 'string')
    throw invalid(`Bad value in numeric range: ${tokenOf(secondOperator)}`);
  const compareTop = comparisonOf(secondOperator);
  if (!compareTop || !secondOperator.startsWith('<')) {
    throw invalid(`Bad numeric range operator: ${secondOperator}`);
  }
  const top = boundOf(secondOperator, secondValue);
  if (bound >= top) throw invalid('Bottom must be less than top');
  if (rest.length > 0) throw invalid('Too many terms in numeric range expression');
  return (given) => typeof given === 'number' && compare(given, bound) && compareTop(given, top);
};

/** The first token of a member's JSON, as AWS names what it did not expect; the end of the list if there is no member. */
const tokenOf = (value: unknown): string => {
  if (value === undefined) return ']';
  if (Array.isArray(value)) return '[';
  return typeof value === 'object' && value !== null ? '{' : String(value);
};

const comparisonOf = (operator: string) =>
  Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;

const boundOf = (operator: string, value: unknown): number => {
  if (typeof value !== 'number') {
    throw invalid(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  }
  if (Math.abs(value) > MAX) throw invalid('Value must be between -5.0E9 and 5.0E9, inclusive');
  return value;
};
