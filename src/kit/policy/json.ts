import { syntaxError } from './faults.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws PolicyError if the value is no object */
export const asObject = (value: unknown): JsonObject => {
  if (isObject(value)) return value;
  throw syntaxError();
};

/** A value or a list of values means the same everywhere in a policy. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * Reads one text or several. With `isConverted`, numbers and booleans are texts too, as in a Condition.
 * @throws PolicyError if there is none, or another value
 */
export const textsOf = (value: unknown, { isConverted = false } = {}): string[] => {
  const values = listOf(value);
  if (values.length === 0) throw syntaxError();
  return values.map((one) => {
    if (typeof one === 'string') return one;
    if (isConverted && (typeof one === 'number' || typeof one === 'boolean')) return String(one);
    throw syntaxError();
  });
};
