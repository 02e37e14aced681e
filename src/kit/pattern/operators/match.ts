/**
 * Matches a compiled pattern against an event. The semantics are those of EventBridge, as its documentation and AWS's
 * open-source rule engine describe them:
 * - Names are paths. `{"a": {"b": …}}` and `{"a.b": …}` are the same, in patterns and in events.
 * - Lists in an event are transparent, except that two fields within the same list must match in the same element.
 * - A field with the operator `exists: false` is searched for in the whole event.
 */

/** Tests a value that is neither an object nor a list. */
export type Test = (value: Leaf) => boolean;
export type Leaf = string | number | boolean | null;

/** A node on the path to a field. */
export interface Step {
  /** The members of an object that lead on: the next name, or several joined by dots. */
  readonly ways: readonly { readonly key: string; readonly to: Step }[];
  /** Whether the path ends here. */
  readonly isEnd: boolean;
}

/** Compiles a path to its first step. */
export const stepsAlong = (path: readonly string[]): Step => {
  const steps: Step[] = [{ ways: [], isEnd: true }];
  for (let at = path.length - 1; at >= 0; at--) {
    const ways = steps.map((to, index) => ({ key: path.slice(at, at + index + 1).join('.'), to }));
    steps.unshift({ ways, isEnd: false });
  }
  return steps[0] as Step;
};

/** A field matches if a value at its path passes one of the tests or, if `orAbsent`, if there is no value. */
export interface FieldPattern {
  readonly start: Step;
  readonly tests: readonly Test[];
  readonly orAbsent: boolean;
}

/** An event matches if all fields of one alternative match. */
export interface EventPattern {
  readonly alternatives: readonly (readonly FieldPattern[])[];
}

export const matches = ({ alternatives }: EventPattern, event: unknown): boolean => {
  // Alternatives share fields, and most fail because a field matches nowhere: search for each field alone, once.
  const found = new Map<FieldPattern, boolean>();
  const isSomewhere = (field: FieldPattern): boolean => {
    const known = found.get(field);
    if (known !== undefined) return known;
    const isFound = hasAll(event, [{ at: field.start, tests: field.tests }]);
    found.set(field, isFound);
    return isFound;
  };
  const optional = [...new Set(alternatives.flat())].filter(({ orAbsent }) => orAbsent);
  const absent = new Set(optional.filter(({ start }) => !hasLeaf(event, start)));
  return alternatives.some((fields) => {
    const wanted = fields.filter((field) => !absent.has(field));
    if (!wanted.every(isSomewhere)) return false;
    return hasAll(
      event,
      wanted.map(({ start, tests }) => ({ at: start, tests })),
    );
  });
};

/** A field to find below some value: `at` is the rest of its path. */
interface Wanted {
  readonly at: Step;
  readonly tests: readonly Test[];
}

const hasAll = (value: unknown, wanted: readonly Wanted[]): boolean => {
  if (wanted.length === 0) return true;
  if (Array.isArray(value)) return value.some((element) => hasAll(element, wanted));
  if (isObject(value)) return hasAllInObject(value, wanted);
  return wanted.every(({ at, tests }) => at.isEnd && tests.some((test) => test(value as Leaf)));
};

const hasAllInObject = (value: object, wanted: readonly Wanted[]): boolean => {
  const together = new Map<string, Wanted[]>();
  for (const { at, tests } of wanted) {
    const ways = at.ways.filter(({ key }) => Object.hasOwn(value, key));
    const [way] = ways;
    if (way === undefined) return false;
    if (ways.length > 1) {
      // Both a name with dots and a nested object lead on, so this field is searched for alone.
      if (!ways.some(({ key, to }) => hasAll(member(value, key), [{ at: to, tests }]))) return false;
      continue;
    }
    const field = { at: way.to, tests };
    const others = together.get(way.key);
    if (others) others.push(field);
    else together.set(way.key, [field]);
  }
  return [...together].every(([key, fields]) => hasAll(member(value, key), fields));
};

/** Whether the path ends at a value that is neither an object nor a list, in any element of any list. */
const hasLeaf = (value: unknown, at: Step): boolean => {
  if (Array.isArray(value)) return value.some((element) => hasLeaf(element, at));
  if (!isObject(value)) return at.isEnd;
  return at.ways.some(({ key, to }) => Object.hasOwn(value, key) && hasLeaf(member(value, key), to));
};

const member = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
