/**
 * What the API allows for a member, as data that code can walk: the decoder checks by it, tests and generators make
 * values by it. Lengths count characters as the API does: Unicode code points.
 */
export type Limit = Chars | Pattern | OneOf | Whole | Range | Items;
/** The same, and what may stand in a map. */
export type MemberLimit = Limit | Entries;
/** Limits by structure and member. */
export type Limits = Readonly<Record<string, Readonly<Record<string, Limit>>>>;

/** Any text of `min` to `max` characters. */
export interface Chars {
  readonly kind: 'chars';
  readonly min: number;
  readonly max: number;
}

/** Text that matches `source` as a whole; `min` and `max` (0 and Infinity where unknown) are checked first. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly source: string;
  readonly regexp: RegExp;
  readonly min: number;
  readonly max: number;
}

/** One of these values. Text that does not even match `form` breaks the form, not the list of values. */
export interface OneOf {
  readonly kind: 'oneOf';
  readonly values: ReadonlySet<string>;
  readonly form?: Pattern;
  /** The values hold only if another member of the same structure has this value; else any text will do. */
  readonly where?: { readonly member: string; readonly is: string };
}

/** Text that is a whole number from `min` to `max`, as one writes it: no sign, no leading zeros. */
export interface Whole {
  readonly kind: 'whole';
  readonly min: number;
  readonly max: number;
}

/** A whole number from `min` to `max`. */
export interface Range {
  readonly kind: 'range';
  readonly min: number;
  readonly max: number;
}

/** A list of `min` to `max` elements, each within the limit `element`. */
export interface Items {
  readonly kind: 'items';
  readonly min: number;
  readonly max: number;
  readonly element?: Limit;
}

/** A map of at most `max` entries, whose keys and values are within limits of their own. */
export interface Entries {
  readonly kind: 'entries';
  readonly min: 0;
  readonly max: number;
  readonly key?: Limit;
  readonly value?: Limit;
}

/** Any text of `min` to `max` characters. */
export const chars = (min: number, max: number): Chars => ({ kind: 'chars', min, max });

/**
 * Text that matches the pattern as a whole. A pattern must run in linear time on any text: no two ways to match the
 * same characters in a repetition. The dot does not match line ends.
 */
export const pattern = (source: string, min = 0, max = Number.POSITIVE_INFINITY): Pattern => ({
  kind: 'pattern',
  source,
  regexp: new RegExp(`^(?:${source})$`, 'u'),
  min,
  max,
});

/** One of the values of an enum of the SDK, or of a list. */
export const oneOf = (
  values: Readonly<Record<string, string>> | readonly string[],
  form?: Pattern,
): OneOf => ({
  kind: 'oneOf',
  values: new Set(Object.values(values)),
  ...(form && { form }),
});

/** One of these values if the member beside it has the value `is`, else any text. */
export const oneOfWhere = (values: readonly string[], member: string, is: string): OneOf => ({
  ...oneOf(values),
  where: { member, is },
});

/** Text that is a whole number of at least `min` and at most `max`. */
export const whole = (min: number, max: number): Whole => ({ kind: 'whole', min, max });

/** The text if it is a value of an enum of the SDK, else undefined. */
export const enumValue = <T extends string>(
  values: Readonly<Record<string, T>>,
  text: string | undefined,
): T | undefined => Object.values(values).find((value) => value === text);

/** A whole number of at least `min` and at most `max`. */
export const range = (min: number, max = Number.POSITIVE_INFINITY): Range => ({ kind: 'range', min, max });

/** A list of `min` to `max` elements. */
export const items = (min: number, max: number, element?: Limit): Items => ({
  kind: 'items',
  min,
  max,
  ...(element && { element }),
});

/** A list of any length whose elements are limited. */
export const each = (element: Limit): Items => items(0, Number.POSITIVE_INFINITY, element);

/** A map of at most `max` entries. */
export const entries = (max: number, key?: Limit, value?: Limit): Entries => ({
  kind: 'entries',
  min: 0,
  max,
  ...(key && { key }),
  ...(value && { value }),
});
