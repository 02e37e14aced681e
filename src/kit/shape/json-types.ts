import { SerializationException } from '../service/errors.ts';
import { readTimestamp } from './timestamp.ts';

/** The JSON types of request members, and the error for a value of another type. */

/** A position in a body: names of members, indices of elements. */
export type Path = readonly (string | number)[];

interface Standing {
  readonly path: Path;
}

export type Json = Readonly<Record<string, unknown>>;

export const timestamp = (value: unknown, walk: Standing): string => {
  const moment = typeof value === 'string' ? readTimestamp(value) : undefined;
  if (moment === undefined) throw wrongType(walk, 'a timestamp such as 2026-11-23T09:30:00.000Z');
  return moment;
};

/** Converts seconds since 1970, with fractions, to ISO 8601. */
export const epochSeconds = (value: unknown, walk: Standing): string => {
  const moment = typeof value === 'number' ? new Date(value * 1000) : undefined;
  // A year of more than four digits has a sign and does not sort as text.
  const text = moment && Number.isFinite(moment.getTime()) ? moment.toISOString() : '';
  if (text.length !== 24) throw wrongType(walk, 'a number of seconds since 1970');
  return text;
};

export const boolean = (value: unknown, walk: Standing): boolean => {
  if (typeof value !== 'boolean') throw wrongType(walk, 'true or false');
  return value;
};

export const unit = (value: unknown, walk: Standing): object => {
  if (!isObject(value)) throw wrongType(walk, 'an object');
  return {};
};

export const isText = (value: unknown): value is string => typeof value === 'string';

/** An Integer in Smithy has 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;

export const isInteger = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= MAX_INTEGER;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const wrongType = ({ path }: Standing, expected: string) =>
  SerializationException(`${path.length ? dotted(path) : 'The request body'} must be ${expected}.`);

/** Formats a path: `Customer.Contacts[0].Email`. */
export const dotted = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text ? `${text}.${step}` : step;
  }, '');
