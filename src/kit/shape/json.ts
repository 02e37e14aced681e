import { isUtf8 } from 'node:buffer';
import { SerializationException } from '../service/errors.ts';

/** Maximum nesting of arrays and objects in a request. */
const MAX_DEPTH = 64;
/** Maximum elements of an array in a request. */
const MAX_ELEMENTS = 9_999;
/**
 * Maximum values in a request, for the time that it may take: a megabyte of empty arrays takes 20 ms, in which nobody else is answered.
 * No operation's input has a tenth of it within the limits of its members.
 */
const MAX_VALUES = 65_536;

// The length of the shortest JSON that violates a limit, in bytes: 65 opening and 65 closing brackets.
const SHORTEST_SUSPECT = 2 * (MAX_DEPTH + 1);

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

// The initial comma count of an object: so low that it never reaches the limit of an array.
const OBJECT = -(2 ** 31);

/**
 * Parses the body of a request, as `parseJson`; an empty body gives an empty object. Throws SerializationException also if it has more
 * than 65,536 values.
 */
export const parseBody = (bytes: Buffer): unknown => (bytes.length === 0 ? {} : parseJson(bytes, MAX_VALUES));

/**
 * Parses JSON that a request contains. Nesting and array sizes are checked on the bytes, before JSON.parse allocates
 * anything. Cost: one scan of the bytes.
 * @throws SerializationException if it is not JSON in UTF-8, is nested deeper than 64, or has an array of 10,000 or more
 *   elements
 */
export const parseJson = (bytes: Buffer, mostValues = Number.POSITIVE_INFINITY): unknown => {
  if (!isUtf8(bytes))
    throw SerializationException('The request body is not valid UTF-8. Send JSON in UTF-8.');
  scan(bytes, mostValues);
  return parse(bytes.toString('utf8'));
};

/** Parses JSON, as `parseJson`, that is a text already. */
export const parseJsonText = (text: string): unknown => {
  scan(Buffer.from(text), Number.POSITIVE_INFINITY);
  return parse(text);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may contain secrets that must not be logged.
    throw SerializationException('The request body is not valid JSON. Send one JSON object.');
  }
};

/** Scans the bytes once and counts brackets and the commas of each open array; skips strings. */
const scan = (bytes: Buffer, mostValues: number): void => {
  if (bytes.length < SHORTEST_SUSPECT) return;
  // Commas so far in the open array or object at each depth.
  const commas = new Int32Array(MAX_DEPTH + 1);
  let depth = 0;
  let values = 0;
  const end = bytes.length;
  for (let at = 0; at < end; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at + 1);
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        depth++;
        values++;
        if (values > mostValues) throw tooManyValues(mostValues);
        if (depth > MAX_DEPTH) throw tooDeep();
        commas[depth] = bytes[at] === OPEN_ARRAY ? 0 : OBJECT;
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        if (depth > 0) depth--;
        break;
      case COMMA: {
        values++;
        if (values > mostValues) throw tooManyValues(mostValues);
        const seen = (commas[depth] ?? 0) + 1;
        if (seen >= MAX_ELEMENTS) throw tooMany();
        commas[depth] = seen;
      }
    }
  }
};

/**
 * Returns where a string ends, or the end of the bytes. The beginning is read byte by byte, which is quicker for short strings; a long
 * one is left to a search for its quote, which takes a hundredth of the time: 2 ms less for a megabyte. After a quote that is
 * escaped it begins again, so that a text of escaped quotes does not take a search for each.
 */
const endOfString = (bytes: Buffer, begin: number): number => {
  for (let at = begin; ; ) {
    const near = Math.min(at + BYTES_READ_SINGLY, bytes.length);
    for (; at < near; at++) {
      if (bytes[at] === QUOTE) return at;
      if (bytes[at] === BACKSLASH) at++;
    }
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0) return bytes.length;
    let unescaped = quote;
    while (unescaped > at && bytes[unescaped - 1] === BACKSLASH) unescaped--;
    if ((quote - unescaped) % 2 === 0) return quote;
    at = quote + 1;
  }
};
const BYTES_READ_SINGLY = 64;

const tooDeep = () => SerializationException(`The request body is nested deeper than ${MAX_DEPTH} levels.`);
const tooManyValues = (most: number) =>
  SerializationException(`The request body has more than ${most} values. Send fewer at once.`);
const tooMany = () =>
  SerializationException(
    `The request body has an array of more than ${MAX_ELEMENTS} elements. Send fewer at once.`,
  );
