import { AddressRefused, type HttpAnswer } from '../../kit/http/client.ts';
import type { Failure } from './outcome.ts';
import { readRetryAfter } from './retry.ts';

/** Milliseconds that a target has to answer. Source: AWS docs, eb-api-destinations. */
export const CALL_TIMEOUT = 5_000;

/** Which statuses beside 2xx are tried again. */
export type RetriedStatuses = (status: number) => boolean;

/** What an answer means; undefined for a delivered event. */
export const failureOfAnswer = (
  { status, headers }: HttpAnswer,
  isRetried: RetriedStatuses,
): Failure | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const retryAfter = readRetryAfter(headers['retry-after'], Date.now());
  return {
    code: status === 429 ? 'THROTTLING' : 'ERROR_FROM_TARGET',
    message: `The target answered with status ${status}.`,
    permanent: !isRetried(status) || (retryAfter ?? 0) < 0,
    retryAfter,
  };
};

/** What it means that no answer came. */
export const failureOfCall = (error: unknown): Failure => {
  if (error instanceof AddressRefused) {
    return { code: 'NO_PERMISSIONS', message: error.message, permanent: true };
  }
  const { name, code, message } = (error ?? {}) as NodeJS.ErrnoException;
  // First, as the code of a DOMException is a number.
  if (name === 'TimeoutError') {
    return { code: 'TIMEOUT', message: 'The target did not answer in time.' };
  }
  // What Node does not write into a request, such as a line end or an emoji in a header.
  if (code?.startsWith('ERR_INVALID')) {
    return { code: 'INVALID_PARAMETER', message: `The call cannot be made: ${message}.`, permanent: true };
  }
  return {
    code: 'CONNECTION_FAILURE',
    message: [code, message].filter(Boolean).join(' ') || 'No answer came.',
  };
};
