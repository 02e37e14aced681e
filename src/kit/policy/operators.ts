import ipaddr from 'ipaddr.js';
import { remember } from '../flow/remember.ts';
import { PolicyError } from './faults.ts';
import { arnPattern, constantPattern, equalPattern, likePattern, type Pattern } from './pattern.ts';

/** A condition operator without its qualifiers. */
interface Operator {
  /** Compiles one value of the policy. @throws PolicyError if the operator cannot compare with it */
  compile(value: string, hasVariables: boolean): Pattern;
  /** Whether the condition holds if no value matches, as with StringNotEquals. */
  isNegated: boolean;
}

const invalid = (value: string, expected: string): PolicyError =>
  new PolicyError(`Syntax errors in policy. The condition's value "${value}" has to be ${expected}.`);

/** A value of the policy that is read once, and compared with values of the request that are read the same way. */
const comparing =
  <T>(read: (text: string) => T | undefined, expected: string, holds: (given: T, wanted: T) => boolean) =>
  (value: string): Pattern => {
    const wanted = read(value);
    if (wanted === undefined) throw invalid(value, expected);
    return constantPattern(value, (text) => {
      const given = read(text);
      return given !== undefined && holds(given, wanted);
    });
  };

const readNumber = (text: string): number | undefined =>
  /^[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;

const iso = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?$/;

/** Reads a moment, in ms: ISO 8601 as the W3C has it, in UTC unless it says otherwise, or seconds since 1970. */
const readDate = (text: string): number | undefined => {
  if (/^-?\d{1,13}(\.\d{1,9})?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  if (/^\d{4}$/.test(text)) return Date.parse(text);
  const [, , time, , , zone] = iso.exec(text) ?? [];
  if (!iso.test(text)) return undefined;
  const moment = Date.parse(time !== undefined && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(moment) ? undefined : moment;
};

const readBoolean = (text: string): boolean | undefined =>
  /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;

const readBytes = (text: string): string | undefined =>
  /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0
    ? Buffer.from(text, 'base64').toString('base64')
    : undefined;

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

const readRange = (text: string): Range | undefined => {
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined;
  const address = readAddress(text);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** Reads an address. An IPv6 address that maps to IPv4 is that IPv4 address. */
const readAddress = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined;

const KEPT_CHARACTERS = 65_536;
/** The addresses of clients, which come again and again; false for what is none. */
const rememberAddress = remember((text) => readAddress(text) ?? false, KEPT_CHARACTERS);

const rangePattern = (value: string): Pattern => {
  const range = readRange(value);
  if (!range) throw invalid(value, 'an IP address or a range such as 203.0.113.0/24');
  return constantPattern(value, (text) => {
    const address = rememberAddress(text);
    return address && address.kind() === range[0].kind() && address.match(range);
  });
};

const NUMBER = 'a number';
const numeric = (holds: (given: number, wanted: number) => boolean) => comparing(readNumber, NUMBER, holds);

const DATE = 'a date such as 2026-01-01T00:00:00Z';
const date = (holds: (given: number, wanted: number) => boolean) => comparing(readDate, DATE, holds);

const same = <T>(given: T, wanted: T): boolean => given === wanted;
const ignoringCase = (value: string, hasVariables: boolean): Pattern =>
  equalPattern(value, hasVariables, true);

const plain = (compile: Operator['compile']): Operator => ({ compile, isNegated: false });
const negated = (compile: Operator['compile']): Operator => ({ compile, isNegated: true });

/** The operators by name, but Null. AWS docs: IAM user guide, "IAM JSON policy elements: Condition operators". */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', plain((value, hasVariables) => equalPattern(value, hasVariables))],
  ['StringNotEquals', negated((value, hasVariables) => equalPattern(value, hasVariables))],
  ['StringEqualsIgnoreCase', plain(ignoringCase)],
  ['StringNotEqualsIgnoreCase', negated(ignoringCase)],
  ['StringLike', plain(likePattern)],
  ['StringNotLike', negated(likePattern)],
  ['NumericEquals', plain(numeric(same))],
  ['NumericNotEquals', negated(numeric(same))],
  ['NumericLessThan', plain(numeric((given, wanted) => given < wanted))],
  ['NumericLessThanEquals', plain(numeric((given, wanted) => given <= wanted))],
  ['NumericGreaterThan', plain(numeric((given, wanted) => given > wanted))],
  ['NumericGreaterThanEquals', plain(numeric((given, wanted) => given >= wanted))],
  ['DateEquals', plain(date(same))],
  ['DateNotEquals', negated(date(same))],
  ['DateLessThan', plain(date((given, wanted) => given < wanted))],
  ['DateLessThanEquals', plain(date((given, wanted) => given <= wanted))],
  ['DateGreaterThan', plain(date((given, wanted) => given > wanted))],
  ['DateGreaterThanEquals', plain(date((given, wanted) => given >= wanted))],
  ['Bool', plain(comparing(readBoolean, 'true or false', same))],
  ['BinaryEquals', plain(comparing(readBytes, 'base64', same))],
  ['IpAddress', plain(rangePattern)],
  ['NotIpAddress', negated(rangePattern)],
  // Both behave the same.
  ['ArnEquals', plain(arnPattern)],
  ['ArnLike', plain(arnPattern)],
  ['ArnNotEquals', negated(arnPattern)],
  ['ArnNotLike', negated(arnPattern)],
]);
