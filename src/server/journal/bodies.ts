import type { Bodies, WhichBodies } from './kept.ts';

/** The most that is kept of a body, in bytes; of a response, in characters. */
export const BODY_LIMIT = 65_536;
/** How many faults are kept of an error that is longer. */
const MOST_FAULTS = 100;

/**
 * Returns what is kept of the bodies of a call; undefined if that is nothing. The body of the request is copied, because a small
 * buffer keeps the slab alive that it shares with others; as Latin-1, which is a copy of the bytes and no more. That of the response is the
 * bytes that are sent: they are outside of V8's heap, whose collections copy what is kept there. As texts they cost a read 4 µs of the process.
 */
export const keepBodies = (
  which: WhichBodies,
  requestBody: Buffer | undefined,
  status: number,
  responseBody: Buffer,
): Bodies | undefined => {
  if (which === 'errors' && status < 400) return undefined;
  const request = which === 'all' ? requestBody?.toString('latin1', 0, BODY_LIMIT) : undefined;
  const response = responseBody.length <= BODY_LIMIT ? responseBody : shorter(responseBody, status);
  return new KeptBodies(request, response);
};

class KeptBodies implements Bodies {
  readonly request: string | undefined;
  readonly #response: Buffer;

  constructor(request: string | undefined, response: Buffer) {
    this.request = request;
    this.#response = response;
  }

  get response(): string {
    return this.#response.toString();
  }

  get countedBytes(): number {
    return (this.request?.length ?? 0) + this.#response.length;
  }
}

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
