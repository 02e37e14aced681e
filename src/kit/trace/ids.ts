import { randomFillSync } from 'node:crypto';

/** Random words for some hundred ids: one call of the operating system for all. */
const pool = new Int32Array(1_024);
let at = pool.length;

const randomWord = (): number => {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  return pool[at++] as number;
};

const DIGITS_OF_WORD = 8;

const wordAt = (hex: string, index: number): number =>
  Number.parseInt(hex.slice(index * DIGITS_OF_WORD, (index + 1) * DIGITS_OF_WORD), 16) | 0;

const hexOf = (word: number): string => (word >>> 0).toString(16).padStart(DIGITS_OF_WORD, '0');

/**
 * The id of a span, as the numbers that are sent. Its digits are made when they are asked for, which the log and what leaves the
 * server do, and most spans never. Classes, because V8 keeps their numbers in the object itself.
 */
export class SpanId {
  readonly first: number;
  readonly second: number;

  constructor(first: number, second: number) {
    this.first = first;
    this.second = second;
  }

  get hex(): string {
    return hexOf(this.first) + hexOf(this.second);
  }
}

/** The id of a trace. */
export class TraceId {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly fourth: number;

  constructor(first: number, second: number, third: number, fourth: number) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.fourth = fourth;
  }

  get hex(): string {
    return hexOf(this.first) + hexOf(this.second) + hexOf(this.third) + hexOf(this.fourth);
  }

  /** Its last 52 bits, which a number holds exactly, as a number from 0 and below 1. */
  get share(): number {
    return ((this.third & 0xf_ffff) * 2 ** 32 + (this.fourth >>> 0)) / 2 ** 52;
  }
}

export const newSpanId = (): SpanId => new SpanId(randomWord(), randomWord());
export const newTraceId = (): TraceId => new TraceId(randomWord(), randomWord(), randomWord(), randomWord());

/** @param hex 16 digits. */
export const readSpanId = (hex: string): SpanId => new SpanId(wordAt(hex, 0), wordAt(hex, 1));

/** @param hex 32 digits. */
export const readTraceId = (hex: string): TraceId =>
  new TraceId(wordAt(hex, 0), wordAt(hex, 1), wordAt(hex, 2), wordAt(hex, 3));
