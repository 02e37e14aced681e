import { type Steps, stepsForText } from '../steps.ts';

/**
 * Matches a compiled pattern against an event. The semantics are those of EventBridge, as its documentation and AWS's
 * open-source rule engine describe them:
 * - Names are paths. `{"a": {"b": …}}` and `{"a.b": …}` are the same, in patterns and in events.
 * - Lists in an event are transparent, except that two fields within the same list must match in the same element.
 * - A field with the operator `exists: false` is searched for in the whole event.
 */

/** Tests a value that is neither an object nor a list, and counts the steps for all but the first look at it. */
export type Test = (value: Leaf, steps: Steps) => boolean;
export type Leaf = string | number | boolean | null;

/** A field matches if a value at its path passes one of the tests or, if `orAbsent`, if there is no value. */
export interface FieldPattern {
  readonly path: readonly string[];
  readonly tests: readonly Test[];
  readonly orAbsent: boolean;
}

/** Matches if all its fields do, and one alternative of each of its `$or`s. Its size is that of the pattern's text. */
export interface Conjunction {
  readonly fields: readonly FieldPattern[];
  readonly ors: readonly (readonly Conjunction[])[];
}

export type EventPattern = Conjunction;

/** Whether an event matches. Throws `TooManySteps`. */
export const matches = (pattern: EventPattern, event: unknown, steps: Steps): boolean => {
  const search: Search = { steps, dotted: new Map() };
  const isMatching = (fields: readonly FieldPattern[]): boolean =>
    hasAll(
      search,
      event,
      fields.map((field) => ({ field, at: 0 })),
    );
  // Combinations share fields, and most fail because a field matches nowhere: search for each field alone, once.
  const isSomewhere = remembered((field) => pattern.ors.length === 0 || isMatching([field]));
  const isAbsent = remembered(({ path, orAbsent }) => orAbsent && !hasLeaf(search, event, { path, at: 0 }));

  /** The fields of the combination that is being tried. */
  const chosen: FieldPattern[] = [];
  const holds = ({ fields, ors }: Conjunction, andThen: () => boolean): boolean => {
    const before = chosen.length;
    steps.take(1 + fields.length);
    const arePossible = fields.every((field) => {
      if (isAbsent(field)) return true;
      chosen.push(field);
      return isSomewhere(field);
    });
    const isHeld = arePossible && holdsOneOfEach(ors, andThen);
    chosen.length = before;
    return isHeld;
  };
  const holdsOneOfEach = ([or, ...others]: Conjunction['ors'], andThen: () => boolean): boolean =>
    or === undefined
      ? andThen()
      : or.some((alternative) => holds(alternative, () => holdsOneOfEach(others, andThen)));
  return holds(pattern, () => isMatching(chosen));
};

const remembered = (ask: (field: FieldPattern) => boolean) => {
  const answers = new Map<FieldPattern, boolean>();
  return (field: FieldPattern): boolean => {
    let answer = answers.get(field);
    if (answer === undefined) {
      answer = ask(field);
      answers.set(field, answer);
    }
    return answer;
  };
};

interface Search {
  readonly steps: Steps;
  /** The names with dots of the objects that were looked at, split. */
  readonly dotted: Map<object, readonly (readonly string[])[]>;
}

/** A field to find below some value, whose path is behind it up to `at`. */
interface Wanted {
  readonly field: FieldPattern;
  readonly at: number;
}

const hasAll = (search: Search, value: unknown, wanted: readonly Wanted[]): boolean => {
  search.steps.take(1 + wanted.length);
  if (wanted.length === 0) return true;
  if (Array.isArray(value)) return isInList(search, value, (element) => hasAll(search, element, wanted));
  if (isObject(value)) return hasAllInObject(search, value, wanted);
  return wanted.every(({ field: { path, tests }, at }) => at === path.length && passes(search, value, tests));
};

/** Whether an element of a list, or of the lists within it, passes. Not recursive: an event chooses how deep they are. */
const isInList = ({ steps }: Search, list: unknown[], passes: (element: unknown) => boolean): boolean => {
  const open = [list.values()];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const { done, value } = last.next();
    if (done) open.pop();
    else if (Array.isArray(value)) {
      steps.take(1);
      open.push(value.values());
    } else if (passes(value)) return true;
  }
  return false;
};

const passes = ({ steps }: Search, value: unknown, tests: readonly Test[]): boolean =>
  tests.some((test) => {
    steps.take(1);
    return test(value as Leaf, steps);
  });

const hasAllInObject = (search: Search, value: object, wanted: readonly Wanted[]): boolean => {
  const together = new Map<string, Wanted[]>();
  for (const { field, at } of wanted) {
    const ways = waysInto(search, value, field.path, at);
    const [way] = ways;
    if (way === undefined) return false;
    if (ways.length > 1) {
      // Both a name with dots and a nested object lead on, so this field is searched for alone.
      if (!ways.some((one) => hasAll(search, member(value, one.name), [{ field, at: one.at }]))) return false;
      continue;
    }
    const others = together.get(way.name);
    if (others) others.push({ field, at: way.at });
    else together.set(way.name, [{ field, at: way.at }]);
  }
  return [...together].every(([name, fields]) => hasAll(search, member(value, name), fields));
};

/** Whether a path ends at a value that is neither an object nor a list, in any element of any list. */
const hasLeaf = (
  search: Search,
  value: unknown,
  { path, at }: { path: readonly string[]; at: number },
): boolean => {
  search.steps.take(1);
  if (Array.isArray(value))
    return isInList(search, value, (element) => hasLeaf(search, element, { path, at }));
  if (!isObject(value)) return at === path.length;
  return waysInto(search, value, path, at).some((way) =>
    hasLeaf(search, member(value, way.name), { path, at: way.at }),
  );
};

/** A member of an object on a path, and how much of the path is behind it. */
interface Way {
  readonly name: string;
  readonly at: number;
}

/** Returns the members of an object that lead on: the next name of the path, or several joined by dots. */
const waysInto = (search: Search, value: object, path: readonly string[], at: number): Way[] => {
  const next = path[at];
  if (next === undefined) return [];
  const ways: Way[] = Object.hasOwn(value, next) ? [{ name: next, at: at + 1 }] : [];
  for (const names of dottedOf(search, value)) {
    search.steps.take(1);
    if (!names.every((name, index) => name === path[at + index])) continue;
    ways.push({ name: names.join('.'), at: at + names.length });
  }
  return ways;
};

/** Steps for splitting a name, beside the look at its characters. */
const SPLIT_STEPS = 8;

/** The names with dots of an object, split: few, and none in most events. */
const dottedOf = ({ dotted, steps }: Search, value: object): readonly (readonly string[])[] => {
  const known = dotted.get(value);
  if (known) return known;
  const names = Object.keys(value);
  steps.take(1 + Math.ceil(names.length / 2));
  const found = names
    .filter((name) => name.includes('.'))
    .map((name) => {
      steps.take(SPLIT_STEPS + stepsForText(name));
      return name.split('.');
    });
  dotted.set(value, found);
  return found;
};

const member = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
