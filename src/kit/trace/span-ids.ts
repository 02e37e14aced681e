import { randomFillSync } from 'node:crypto';

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;

/** Random bytes for some hundred ids: one call of the operating system for all. */
const pool = Buffer.alloc(4_096);
let at = pool.length;

const randomHex = (bytes: number): string => {
  if (at + bytes > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += bytes;
  return pool.toString('hex', at - bytes, at);
};

export const newTraceId = (): string => randomHex(TRACE_BYTES);
export const newSpanId = (): string => randomHex(SPAN_BYTES);
