import { hash } from 'node:crypto';

/** The block of SHA-256, in bytes. */
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** The longest text that is hashed in the buffer of its key. */
const KEPT_BYTES = 1_024;

/** A key of HMAC-SHA-256 that signs many texts. */
export interface PreparedKey {
  /** The inner padding, and room for a text. */
  readonly inner: Buffer;
  /** The outer padding, and room for a hash. */
  readonly outer: Buffer;
}

/** Prepares a key of at most 64 bytes. */
export const prepareKey = (key: Buffer): PreparedKey => {
  if (key.length > BLOCK_BYTES) throw new RangeError(`The key has more than ${BLOCK_BYTES} bytes.`);
  return {
    inner: padded(key, 0x36, KEPT_BYTES),
    outer: padded(key, 0x5c, HASH_BYTES),
  };
};

const padded = (key: Buffer, pad: number, room: number): Buffer => {
  const bytes = Buffer.alloc(BLOCK_BYTES + room, pad, 'latin1');
  for (const [at, byte] of key.entries()) bytes[at] = byte ^ pad;
  return bytes;
};

/**
 * Returns the HMAC-SHA-256 of a text, in hexadecimal (RFC 2104). Two hashes of node:crypto cost half as much as its Hmac, which
 * is an object for each text.
 */
export const hmacWith = ({ inner, outer }: PreparedKey, text: string): string => {
  const bytes = Buffer.byteLength(text);
  const message =
    bytes <= KEPT_BYTES ? inner : Buffer.concat([inner.subarray(0, BLOCK_BYTES), Buffer.from(text)]);
  message.write(text, BLOCK_BYTES);
  outer.write(hash('sha256', message.subarray(0, BLOCK_BYTES + bytes), 'binary'), BLOCK_BYTES, 'binary');
  return hash('sha256', outer);
};
