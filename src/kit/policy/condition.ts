import { type Element, type Facts, holds, matchesOne } from './element.ts';
import { PolicyError, syntaxError } from './faults.ts';
import { asObject, textsOf } from './json.ts';
import { operators } from './operators.ts';
import type { Pattern } from './pattern.ts';
import type { ValuesOf } from './template.ts';

/** One key of a Condition: an element, and the keys that it reads, in lower case. */
export interface Condition {
  readonly element: Element;
  readonly keys: readonly string[];
}

/**
 * Compiles a Condition: all of its operators and keys have to match.
 * AWS docs: IAM user guide, "IAM JSON policy elements: Condition" and "Condition operators".
 * @throws PolicyError
 */
export const compileConditions = (block: unknown, hasVariables: boolean): Condition[] =>
  Object.entries(asObject(block)).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys)).map(([key, value]) =>
      compileCondition(operator, key, value, hasVariables),
    ),
  );

const form = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** How the request's values are compared: all, any, or the only one. */
type Quantifier = 'ForAllValues' | 'ForAnyValue' | undefined;

interface Comparison {
  key: string;
  patterns: readonly Pattern[];
  quantifier: Quantifier;
  isNegated: boolean;
  isForExisting: boolean;
}

const compileCondition = (
  operator: string,
  key: string,
  value: unknown,
  hasVariables: boolean,
): Condition => {
  const [, quantifier, name = '', ifExists] = form.exec(operator) ?? [];
  if (!/^[^\s:]+:[^:]/.test(key)) {
    throw new PolicyError('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  const values = textsOf(value, { isConverted: true });
  const lowerCaseKey = key.toLowerCase();
  if (name === 'Null' && quantifier === undefined && !ifExists) return nullCondition(key, values);
  const known = operators.get(name);
  if (!known) throw new PolicyError(`Invalid Condition type : ${operator}.`);
  const patterns = values.map((text) => known.compile(text, hasVariables));
  const comparison: Comparison = {
    key: lowerCaseKey,
    patterns,
    quantifier: quantifier as Quantifier,
    isNegated: known.isNegated,
    isForExisting: ifExists !== undefined,
  };
  return {
    keys: [lowerCaseKey, ...patterns.flatMap((pattern) => pattern.keys)],
    element: {
      name: 'Condition',
      operator,
      key,
      matches: ({ valuesOf }) => compare(comparison, valuesOf),
      compared: ({ valuesOf }) => ({
        expected: patterns.map((pattern) => pattern.show(valuesOf)),
        actual: [...(valuesOf(lowerCaseKey) ?? [])],
      }),
    },
  };
};

const compare = (comparison: Comparison, valuesOf: ValuesOf): boolean => {
  const { key, quantifier, isNegated, isForExisting } = comparison;
  const values = valuesOf(key) ?? NO_VALUES;
  if (quantifier) return compareAll(comparison, values, valuesOf);
  if (values.length === 0) return isForExisting || isNegated;
  // AWS docs: "Single-valued vs. multivalued context keys": several values require a quantifier.
  return values.length === 1 && compareOne(comparison, values[0] as string, valuesOf);
};

const NO_VALUES: readonly string[] = [];

const compareAll = (comparison: Comparison, values: readonly string[], valuesOf: ValuesOf): boolean => {
  const isForAll = comparison.quantifier === 'ForAllValues';
  if (values.every((value) => value === '')) return comparison.isForExisting || isForAll;
  const one = (value: string): boolean => compareOne(comparison, value, valuesOf);
  return isForAll ? values.every(one) : values.some(one);
};

const compareOne = ({ patterns, isNegated }: Comparison, value: string, valuesOf: ValuesOf): boolean =>
  holds(matchesOne(patterns, value, valuesOf), isNegated);

const booleans: ReadonlySet<string> = new Set(['true', 'false']);

/** Compiles `Null`: true means that the key has no value. */
const nullCondition = (key: string, values: readonly string[]): Condition => {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => !booleans.has(value))) throw syntaxError();
  const lowerCaseKey = key.toLowerCase();
  const actualOf = ({ valuesOf }: Facts): string => String((valuesOf(lowerCaseKey) ?? []).length === 0);
  return {
    keys: [lowerCaseKey],
    element: {
      name: 'Condition',
      operator: 'Null',
      key,
      matches: (facts) => wanted.includes(actualOf(facts)),
      compared: ({ valuesOf }) => ({ expected: [...values], actual: [...(valuesOf(lowerCaseKey) ?? [])] }),
    },
  };
};
