import type { Chars, MemberLimit, OneOf, Pattern, Whole } from '../kit/shape/limit.ts';
import type { Fault } from './errors.ts';

/** A limit that a value violates. Does not contain the value, which may be sensitive. */
export interface Breach {
  readonly code: Fault['Code'];
  /** Completes a sentence that starts with the member's path: `must be 1 to 40 characters long`. */
  readonly says: string;
}

/** Returns the limit that a value violates, or undefined. */
export type Check<T> = (value: T) => Breach | undefined;

/** PostgreSQL cannot store this character. It is rejected with SQLite too, so that both behave alike. */
const NUL: Breach = { code: 'INVALID_STRING_FORMAT', says: 'must not contain the character U+0000' };

/** Returns the check of a string. */
export const textCheck = (limit: MemberLimit | undefined): Check<string> => {
  const check = limitCheck(limit);
  return (value) => (value.includes('\0') ? NUL : check?.(value));
};

const limitCheck = (limit: MemberLimit | undefined): Check<string> | undefined => {
  switch (limit?.kind) {
    case 'chars':
      return charsCheck(limit);
    case 'pattern':
      return patternCheck(limit);
    case 'oneOf':
      return oneOfCheck(limit);
    case 'whole':
      return wholeCheck(limit);
    default:
      return undefined;
  }
};

/** Returns the check of a number, or undefined if it has no limit. */
export const numberCheck = (limit: MemberLimit | undefined): Check<number> | undefined => {
  if (limit?.kind !== 'range') return undefined;
  const { min, max } = limit;
  const breach: Breach = {
    code: 'VALUE_OUT_OF_RANGE',
    says: max === Number.POSITIVE_INFINITY ? `must be ${min} or more` : `must be ${min} to ${max}`,
  };
  return (value) => (value < min || value > max ? breach : undefined);
};

/** Returns the check of a list's length, or undefined if it has no limit. */
export const sizeCheck = (limit: MemberLimit | undefined): Check<number> | undefined => {
  if (limit?.kind !== 'items') return undefined;
  const { min, max } = limit;
  const few: Breach = { code: 'NOT_ENOUGH_VALUES', says: `must have at least ${count(min, 'element')}` };
  const many: Breach = { code: 'TOO_MANY_VALUES', says: `must have at most ${count(max, 'element')}` };
  return (size) => (size < min ? few : size > max ? many : undefined);
};

const charsCheck = ({ min, max }: Chars): Check<string> => {
  const breach: Breach = {
    code: 'INVALID_STRING_FORMAT',
    says: `must be ${min} to ${count(max, 'character')} long`,
  };
  return (value) => (isWithin(value, min, max) ? undefined : breach);
};

const patternCheck = ({ source, regexp, min, max }: Pattern): Check<string> => {
  const length = max === Number.POSITIVE_INFINITY ? '' : ` and be ${min} to ${count(max, 'character')} long`;
  const breach: Breach = { code: 'INVALID_STRING_FORMAT', says: `must match the pattern ${source}${length}` };
  return (value) => (isWithin(value, min, max) && regexp.test(value) ? undefined : breach);
};

/** Maximum of enum values that a message lists. */
const LISTED = 30;

const oneOfCheck = ({ values, form }: OneOf): Check<string> => {
  const all = [...values];
  const listed = all.slice(0, LISTED).join(', ');
  const more = all.length > LISTED ? `, … (${all.length} values: see the API reference)` : '';
  const breach: Breach = { code: 'INVALID_ENUM_VALUE', says: `must be one of ${listed}${more}` };
  const formCheck = form && patternCheck(form);
  return (value) => (values.has(value) ? undefined : (formCheck?.(value) ?? breach));
};

const wholeCheck = ({ min, max }: Whole): Check<string> => {
  const says = `must be a whole number from ${min} to ${max}`;
  const outside: Breach = { code: 'VALUE_OUT_OF_RANGE', says };
  const noNumber: Breach = { code: 'INVALID_STRING_FORMAT', says };
  return (value) => {
    if (!/^(0|[1-9][0-9]*)$/.test(value)) return noNumber;
    return Number(value) < min || Number(value) > max ? outside : undefined;
  };
};

/** Whether text has `min` to `max` code points. Counts them only if the number of UTF-16 units does not decide. */
const isWithin = (text: string, min: number, max: number): boolean => {
  const units = text.length;
  if (units < min || units > 2 * max) return false;
  if (units <= max && units >= 2 * min) return true;
  let points = 0;
  for (let at = 0; at < units; points++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return points >= min && points <= max;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
