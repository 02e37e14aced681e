/**
 * Patterns with `*` (any characters) and `?` (one character), without regular expressions: no pattern makes a match slow.
 *
 * Cost: every character of a text is read at most once, plus once for the pattern's first and last part. For each, one
 * machine operation per 32 characters of the part that is searched for (the bit-parallel search of Baeza-Yates and Gonnet).
 */

export const ANY = Symbol('*');
export const ONE = Symbol('?');

/** A part of a pattern: literal text, any characters, or one character. */
export type Piece = string | typeof ANY | typeof ONE;

/** The members of a string that matching reads. */
export interface Text {
  readonly length: number;
  charCodeAt(index: number): number;
}

export type Matcher = (text: Text) => boolean;

/** Splits a pattern into its pieces. */
export const piecesOf = (pattern: string): Piece[] =>
  pattern
    .split(/([*?])/)
    .filter((part) => part !== '')
    .map((part) => (part === '*' ? ANY : part === '?' ? ONE : part));

/** Compiles a pattern. Returns the function that tells whether a whole text matches, case-sensitively. */
export const compilePieces = (pieces: readonly Piece[]): Matcher => {
  const [first = [], ...others] = splitAtAny(pieces);
  if (others.length === 0) return (text) => text.length === first.length && isAt(first, text, 0);
  const last = others.pop() ?? [];
  const middle = others.filter((codes) => codes.length > 0).map(createSearch);
  const fixed = first.length + last.length;
  return (text) => {
    const end = text.length - last.length;
    if (text.length < fixed || !isAt(first, text, 0) || !isAt(last, text, end)) return false;
    let from = first.length;
    for (const search of middle) {
      from = search(text, from, end);
      if (from < 0) return false;
    }
    return true;
  };
};

/** A part between two `*`: its character codes. */
type Codes = readonly number[];
const WILD = -1;

const splitAtAny = (pieces: readonly Piece[]): Codes[] => {
  const parts: number[][] = [[]];
  for (const piece of pieces) {
    if (piece === ANY) {
      parts.push([]);
      continue;
    }
    const part = parts[parts.length - 1] as number[];
    if (piece === ONE) part.push(WILD);
    else for (let at = 0; at < piece.length; at++) part.push(piece.charCodeAt(at));
  }
  return parts;
};

const isAt = (codes: Codes, text: Text, start: number): boolean => {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at];
    if (code !== WILD && code !== text.charCodeAt(start + at)) return false;
  }
  return true;
};

/** Returns the index after the first occurrence between two indices, or -1. */
type Search = (text: Text, from: number, to: number) => number;

const BITS = 32;

/** Bit n of the state tells that the last n + 1 characters are the first n + 1 of the part. */
const createSearch = (codes: Codes): Search => {
  const words = Math.ceil(codes.length / BITS);
  const wild = new Int32Array(words);
  const masks = new Map<number, Int32Array>();
  for (const [at, code] of codes.entries()) if (code === WILD) setBit(wild, at);
  for (const [at, code] of codes.entries()) {
    if (code === WILD) continue;
    const mask = masks.get(code) ?? wild.slice();
    setBit(mask, at);
    masks.set(code, mask);
  }
  const endWord = words - 1;
  const endBit = 1 << ((codes.length - 1) % BITS);
  return (text, from, to) => {
    const state = new Int32Array(words);
    for (let at = from; at < to; at++) {
      const mask = masks.get(text.charCodeAt(at)) ?? wild;
      let carry = 1;
      for (let word = 0; word < words; word++) {
        const before = state[word] as number;
        state[word] = ((before << 1) | carry) & (mask[word] as number);
        carry = before >>> (BITS - 1);
      }
      if ((state[endWord] as number) & endBit) return at + 1;
    }
    return -1;
  };
};

const setBit = (words: Int32Array, at: number): void => {
  const word = Math.floor(at / BITS);
  words[word] = (words[word] as number) | (1 << (at % BITS));
};
