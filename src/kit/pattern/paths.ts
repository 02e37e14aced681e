/**
 * The part of JSONPath that EventBridge knows: `$`, `.name`, `[0]`, and `.*` or `[*]` for all there are. Names may have
 * any character but dots and brackets; in brackets they are refused. AWS docs: eb-transform-target-input, eb-targets.
 */

type Step = string | number | typeof ALL;
const ALL = Symbol('all');

/** A path that can be read from. */
export interface EventPath {
  readonly steps: readonly Step[];
}

const step = /\.([^.[\]]+)|\[(\d{1,9})\]|\[(\*)\]/y;

/** Reads a path; undefined where the text is none. */
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

/** What stands at a path of an event: undefined where nothing does, and a list of all where the path has a `*`. */
export const valueAt = (event: unknown, { steps }: EventPath): unknown => {
  const found = steps.reduce<unknown[]>(
    (values, step) => values.flatMap((value) => take(value, step)),
    [event],
  );
  return steps.includes(ALL) && found.length > 0 ? found : found[0];
};

/** The values one step below a value: none, one, or with `*` all. */
const take = (value: unknown, step: Step): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (step === ALL) return Object.values(value);
  if (Array.isArray(value)) return typeof step === 'number' && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [(value as Record<string | number, unknown>)[step]] : [];
};
