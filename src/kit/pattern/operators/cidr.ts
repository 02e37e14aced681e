import { isIPv4, isIPv6 } from 'node:net';
import { stepsForText } from '../steps.ts';
import { invalid } from './invalid.ts';
import type { Test } from './match.ts';

/**
 * The first and last address of a block. An address is a text of its 16-bit units, 2 for IPv4 and 8 for IPv6, because texts
 * are compared by their units, in the order of the addresses, and in one step.
 */
export interface Block {
  first: string;
  last: string;
}

/**
 * Parses a CIDR block such as `10.0.0.0/24` or `2001:db8::/32`.
 * @throws InvalidEventPatternException if the block is malformed
 */
export const readBlock = (block: string): Block => {
  const [address = '', bits = '', ...rest] = block.split('/');
  if (!block.includes('/') || rest.length > 0) throw invalid("Malformed CIDR, one '/' required");
  if (!/^\d{1,9}$/.test(bits)) throw invalid('Malformed CIDR, mask bits must be an integer');
  const base = unitsOf(address);
  if (base === undefined) throw invalid(`Nonstandard IP address: ${address}`);
  const most = base.length * 16;
  if (Number(bits) > most) throw invalid(`Malformed CIDR, mask bits must not exceed ${most}`);
  const free = base.map((_, at) => 0xffff >> Math.min(16, Math.max(0, Number(bits) - 16 * at)));
  return {
    first: String.fromCharCode(...base.map((unit, at) => unit & ~(free[at] ?? 0))),
    last: String.fromCharCode(...base.map((unit, at) => unit | (free[at] ?? 0))),
  };
};

/**
 * Returns a test for texts that are an address in one of the blocks. A text is parsed once, whatever the number of blocks,
 * and found by bisection.
 */
export const inBlocks = (blocks: readonly Block[]): Test => {
  const ranges = new Map([2, 8].map((length) => [length, merged(blocks, length)]));
  return (given, steps) => {
    if (typeof given !== 'string' || given.length > LONGEST) return false;
    steps.take(PARSE_STEPS + stepsForText(given));
    const units = unitsOf(given);
    if (units === undefined) return false;
    const address = String.fromCharCode(...units);
    const known = ranges.get(address.length) ?? [];
    const at = countUpTo(known, address);
    return at > 0 && address <= (known[at - 1] as Block).last;
  };
};

/** Longer than any address, with room for the zone of one. */
const LONGEST = 100;
/** Steps for parsing and finding an address, beside the look at its characters. */
const PARSE_STEPS = 4;

/** The blocks of one kind of addresses in order, without overlap. */
const merged = (blocks: readonly Block[], length: number): readonly Block[] => {
  const found: Block[] = [];
  const ordered = blocks
    .filter(({ first }) => first.length === length)
    .sort((one, other) => (one.first < other.first ? -1 : 1));
  for (const block of ordered) {
    const before = found.at(-1);
    if (!before || before.last < block.first) found.push({ ...block });
    else if (before.last < block.last) before.last = block.last;
  }
  return found;
};

/** The number of blocks that begin at an address or before it. */
const countUpTo = (blocks: readonly Block[], address: string): number => {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as Block).first <= address) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Returns the units of an address, undefined if it is none. Accepts the usual notations only: four decimal numbers, or IPv6,
 * of which a zone is ignored.
 */
const unitsOf = (text: string): number[] | undefined => {
  if (!text.includes(':')) return isIPv4(text) ? ofIPv4(text) : undefined;
  if (!isIPv6(text)) return undefined;
  const zone = text.indexOf('%');
  const end = zone < 0 ? text.length : zone;
  const gap = text.indexOf('::');
  if (gap < 0) return ofGroups(text, 0, end);
  const head = ofGroups(text, 0, gap);
  const tail = ofGroups(text, gap + 2, end);
  while (head.length + tail.length < 8) head.push(0);
  return [...head, ...tail];
};

const COLON = 0x3a;
const DOT = 0x2e;

/** The units of the groups of an IPv6 address from `from` to `to`, the last of which may be an IPv4 address. */
const ofGroups = (text: string, from: number, to: number): number[] => {
  const units: number[] = [];
  let [unit, start] = [0, from];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) return [...units, ...ofIPv4(text.slice(start, to))];
    if (code === COLON) {
      units.push(unit);
      [unit, start] = [0, at + 1];
      // A digit, or a letter in either case.
    } else unit = unit * 16 + (code < COLON ? code - 0x30 : (code | 0x20) - 0x57);
  }
  if (to > from) units.push(unit);
  return units;
};

const ofIPv4 = (text: string): number[] => {
  const [first = 0, second = 0, third = 0, fourth = 0] = text.split('.').map(Number);
  return [first * 256 + second, third * 256 + fourth];
};
