/**
 * The limit of a member, as data: the decoder checks it, tests generate values from it. Lengths count Unicode code points,
 * as AWS does.
 */
export type Limit = Chars | Pattern | OneOf | Whole | Range | Items;
/** A limit of a member, which may be a map. */
export type MemberLimit = Limit | Entries;
/** Limits by structure and member. */
export type Limits = Readonly<Record<string, Readonly<Record<string, Limit>>>>;

/** Any text of `min` to `max` characters. */
export interface Chars {
  readonly kind: 'chars';
  readonly min: number;
  readonly max: number;
}

/** Text that matches `source` as a whole; `min` and `max` (0 and Infinity if unknown) are checked first. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly source: string;
  readonly regexp: RegExp;
  readonly min: number;
  readonly max: number;
}

/** One of these values. Text that does not match `form` is reported as a violation of the form, not of the list. */
export interface OneOf {
  readonly kind: 'oneOf';
  readonly values: ReadonlySet<string>;
  readonly form?: Pattern;
  /** The values apply only if another member of the structure has this value; otherwise any text is allowed. */
  readonly where?: { readonly member: string; readonly is: string };
}

/** Text that is a whole number from `min` to `max`, without sign and leading zeros. */
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

/** A map of at most `max` entries, whose keys and values are within their limits. */
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
 * Text that matches the pattern as a whole. A pattern must run in linear time on any text: within a repetition, there must
 * be only one way to match the same characters. The dot does not match line ends.
 */
export const pattern = (source: string, min = 0, max = Number.POSITIVE_INFINITY): Pattern => ({
  kind: 'pattern',
  source,
  regexp: new RegExp(`^(?:${source})$`, 'u'),
  min,
  max,
});

/** One of the values of an SDK enum, or of a list. */
export const oneOf = (
  values: Readonly<Record<string, string>> | readonly string[],
  form?: Pattern,
): OneOf => ({
  kind: 'oneOf',
  values: new Set(Object.values(values)),
  ...(form && { form }),
});

/** One of these values if another member of the structure has the value `is`, otherwise any text. */
export const oneOfWhere = (values: readonly string[], member: string, is: string): OneOf => ({
  ...oneOf(values),
  where: { member, is },
});

/** Text that is a whole number from `min` to `max`. */
export const whole = (min: number, max: number): Whole => ({ kind: 'whole', min, max });

/** Returns the text if it is a value of an SDK enum, otherwise undefined. */
export const enumValue = <T extends string>(
  values: Readonly<Record<string, T>>,
  text: string | undefined,
): T | undefined => Object.values(values).find((value) => value === text);

/** A whole number from `min` to `max`. */
export const range = (min: number, max = Number.POSITIVE_INFINITY): Range => ({ kind: 'range', min, max });

/** A list of `min` to `max` elements. */
export const items = (min: number, max: number, element?: Limit): Items => ({
  kind: 'items',
  min,
  max,
  ...(element && { element }),
});

/** A list of any length whose elements have a limit. */
export const each = (element: Limit): Items => items(0, Number.POSITIVE_INFINITY, element);

/** A map of at most `max` entries. */
export const entries = (max: number, key?: Limit, value?: Limit): Entries => ({
  kind: 'entries',
  min: 0,
  max,
  ...(key && { key }),
  ...(value && { value }),
});
