/**
 * The part of JSONPath that EventBridge supports: `$`, `.name`, `[0]`, and the wildcards `.*` and `[*]`. Names may contain
 * any character except dots and brackets; names in brackets are rejected. AWS docs: eb-transform-target-input, eb-targets.
 */

type Step = string | number | typeof ALL;
const ALL = Symbol('all');

/** A parsed path. */
export interface EventPath {
  readonly steps: readonly Step[];
}

const step = /\.([^.[\]]+)|\[(\d{1,9})\]|\[(\*)\]/y;

/** Parses a path; returns undefined if it is invalid. */
export const readEventPath = (text: string): EventPath | undefined => {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  step.lastIndex = 1;
  for (let at = 1; at < text.length; at = step.lastIndex) {
    const [, name, index, all] = step.exec(text) ?? [];
    if (name === '*' || all) steps.push(ALL);
    else if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else return undefined;
  }
  return { steps };
};

/** Returns the value at a path of an event, or undefined. A path with a wildcard returns a list of all values, if any. */
export const valueAt = (event: unknown, { steps }: EventPath): unknown => {
  const found = steps.reduce<unknown[]>(
    (values, step) => values.flatMap((value) => take(value, step)),
    [event],
  );
  return steps.includes(ALL) && found.length > 0 ? found : found[0];
};

/** The values one step below a value: none, one, or all for a wildcard. */
const take = (value: unknown, step: Step): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (step === ALL) return Object.values(value);
  if (Array.isArray(value)) return typeof step === 'number' && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [(value as Record<string | number, unknown>)[step]] : [];
};
