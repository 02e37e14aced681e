import type { Bodies, WhichBodies } from './kept.ts';

/** The most that is kept of a body, in bytes; of a response, in characters. */
export const BODY_LIMIT = 65_536;
/** How many faults are kept of an error that is longer. */
const MOST_FAULTS = 100;

/** A body of a request up to this size is kept in V8's heap: a buffer of its own would cost more. */
const SMALL_BYTES = 4_096;

/**
 * Returns what is kept of the bodies of a call; undefined if that is nothing. A small body of a request is copied, because a small
 * buffer keeps the slab alive that it shares with others; as Latin-1, which is a copy of the bytes and no more. Larger ones, and the response, are
 * the bytes that have come and are sent: they are outside of V8's heap, whose collections copy what is kept there. As texts those of responses
 * cost a read 4 µs of the process.
 */
export const keepBodies = (
  which: WhichBodies,
  requestBody: Buffer | undefined,
  status: number,
  responseBody: Buffer,
): Bodies | undefined => {
  if (which === 'errors' && status < 400) return undefined;
  const request = which === 'all' && requestBody ? keptRequest(requestBody) : undefined;
  const response = responseBody.length <= BODY_LIMIT ? responseBody : shorter(responseBody, status);
  return new KeptBodies(request, response);
};

class KeptBodies implements Bodies {
  /** Bytes, or those of a small body as Latin-1. */
  readonly #request: Buffer | string | undefined;
  readonly #response: Buffer;

  constructor(request: Buffer | string | undefined, response: Buffer) {
    this.#request = request;
    this.#response = response;
  }

  get request(): string | undefined {
    return this.#request?.toString('latin1');
  }

  get response(): string {
    return this.#response.toString();
  }

  get countedBytes(): number {
    return (this.#request?.length ?? 0) + this.#response.length;
  }
}

const keptRequest = (body: Buffer): Buffer | string => {
  if (body.length <= SMALL_BYTES) return body.toString('latin1');
  const isAlone = body.length <= BODY_LIMIT && body.buffer.byteLength === body.length;
  return isAlone ? body : Buffer.from(body.subarray(0, BODY_LIMIT));
};

/** Returns the body of a request. */
export const requestBodyOf = (bodies: Bodies | undefined): string | undefined =>
  bodies?.request === undefined ? undefined : Buffer.from(bodies.request, 'latin1').toString();

/** Returns the beginning of a text, or an error with its first faults, so that it stays readable. */
const shorter = (bytes: Buffer, status: number): Buffer => {
  // A copy, because a part keeps the whole alive.
  const beginning = Buffer.from(bytes.subarray(0, BODY_LIMIT));
  if (status < 400) return beginning;
  try {
    const error: { ErrorList?: unknown[] } = JSON.parse(bytes.toString());
    return Buffer.from(
      JSON.stringify({ ...error, ErrorList: error.ErrorList?.slice(0, MOST_FAULTS) }).slice(0, BODY_LIMIT),
    );
  } catch {
    return beginning;
  }
};
