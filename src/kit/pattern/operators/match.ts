/**
 * How a compiled pattern is held against an event. The semantics are those of EventBridge, as its documentation and
 * the open rule engine of AWS describe them:
 * - Names are paths. `{"a": {"b": …}}` and `{"a.b": …}` are the same, in patterns as in events.
 * - The structure of lists in an event counts for nothing, except that two fields have to be found in the same element
 *   of a list that both are in.
 * - Fields with the operator `exists: false` are looked for in the whole event.
 */

/** Whether a value that is no object and no list is one that is looked for. */
export type Test = (value: Leaf) => boolean;
export type Leaf = string | number | boolean | null;

/** A place on the way to a field. */
export interface Step {
  /** The members that lead on from an object: the next name, or several of them joined by dots. */
  readonly ways: readonly { readonly key: string; readonly to: Step }[];
  /** Whether the field is here. */
  readonly isEnd: boolean;
}

/** The way along a path, from its beginning. */
export const stepsAlong = (path: readonly string[]): Step => {
  const steps: Step[] = [{ ways: [], isEnd: true }];
  for (let at = path.length - 1; at >= 0; at--) {
    const ways = steps.map((to, index) => ({ key: path.slice(at, at + index + 1).join('.'), to }));
    steps.unshift({ ways, isEnd: false });
  }
  return steps[0] as Step;
};

/** What has to be at a path: a value that passes one of the tests, or, where `orAbsent`, none at all. */
export interface FieldPattern {
  readonly start: Step;
  readonly tests: readonly Test[];
  readonly orAbsent: boolean;
}

/** Alternatives, one of which an event has to fulfil: all of its fields. */
export interface EventPattern {
  readonly alternatives: readonly (readonly FieldPattern[])[];
}

export const matches = ({ alternatives }: EventPattern, event: unknown): boolean => {
  // Alternatives share fields, and most fail by one that is nowhere: each is looked for once by itself.
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

/** A field that is looked for below some value: the way that is left from there. */
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
      // A name with dots beside an object of the same path: there is more than one way, so the field goes its own.
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

/** Whether there is a value that is no object and no list at the end of a way, in any element of any list. */
const hasLeaf = (value: unknown, at: Step): boolean => {
  if (Array.isArray(value)) return value.some((element) => hasLeaf(element, at));
  if (!isObject(value)) return at.isEnd;
  return at.ways.some(({ key, to }) => Object.hasOwn(value, key) && hasLeaf(member(value, key), to));
};

const member = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
