import type { Bodies, WhichBodies } from './kept.ts';

/** The most that is kept of a body, in bytes; of a response, in characters. */
export const BODY_LIMIT = 65_536;
/** How many faults are kept of an error that is longer. */
const MOST_FAULTS = 100;

/**
 * Returns what is kept of the bodies of a call; undefined if that is nothing. The body of the request is copied, because a small
 * buffer keeps the slab alive that it shares with others; as Latin-1, which is a copy of the bytes and no more.
 */
export const keepBodies = (
  which: WhichBodies,
  requestBody: Buffer | undefined,
  status: number,
  responseBody: string,
): Bodies | undefined => {
  if (which === 'errors' && status < 400) return undefined;
  const request = which === 'all' ? requestBody?.toString('latin1', 0, BODY_LIMIT) : undefined;
  const response = responseBody.length <= BODY_LIMIT ? responseBody : shorter(responseBody, status);
  return { request, response, countedBytes: (request?.length ?? 0) + 2 * response.length };
};

/** Returns the body of a request. */
export const requestBodyOf = (bodies: Bodies | undefined): string | undefined =>
  bodies?.request === undefined ? undefined : Buffer.from(bodies.request, 'latin1').toString();

/** Returns the beginning of a text, or an error with its first faults, so that it stays readable. */
const shorter = (text: string, status: number): string => {
  if (status < 400) return copyOf(text.slice(0, BODY_LIMIT));
  try {
    const error: { ErrorList?: unknown[] } = JSON.parse(text);
    const fewer = JSON.stringify({ ...error, ErrorList: error.ErrorList?.slice(0, MOST_FAULTS) });
    return copyOf(fewer.slice(0, BODY_LIMIT));
  } catch {
    return copyOf(text.slice(0, BODY_LIMIT));
  }
};

/** A part of a text keeps the whole alive. */
const copyOf = (text: string): string => Buffer.from(text).toString();
