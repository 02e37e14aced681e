import { nowMs } from '../../kit/flow/real-time.ts';
import { certificateFault } from '../../kit/http/authorities.ts';
import { AddressRefused, type HttpAnswer } from '../../kit/http/client.ts';
import type { Failure, Taken } from './outcome.ts';
import { readRetryAfter } from './retry.ts';

/** Timeout of a call to a target, in milliseconds. Source: AWS docs, eb-api-destinations. */
export const CALL_TIMEOUT_MS = 5_000;

/** Whether a status other than 2xx is retried. */
export type RetriedStatuses = (status: number) => boolean;

/** Returns the failure that a response means, or its status if the event is delivered. */
export const meaningOfAnswer = (
  { status, headers }: HttpAnswer,
  isRetried: RetriedStatuses,
): Failure | Taken => {
  if (status >= 200 && status < 300) return { status };
  const retryAfter = readRetryAfter(headers['retry-after'], nowMs());
  return {
    code: status === 429 ? 'THROTTLING' : 'ERROR_FROM_TARGET',
    message: `The target answered with status ${status}.`,
    permanent: !isRetried(status) || (retryAfter ?? 0) < 0,
    retryAfter,
    status,
  };
};

/** The failure that a faulty certificate means. It is retried: certificates are renewed, and authorities added. */
export const untrusted = (fault: string): Failure => ({
  code: 'CONNECTION_FAILURE',
  message: `The certificate of the target ${fault}. Renew it, or start the server with --ca and the certificate of its authority.`,
});

/** Returns the failure that an error means which was thrown instead of a response. */
export const failureOfCall = (error: unknown): Failure => {
  if (error instanceof AddressRefused) {
    return { code: 'NO_PERMISSIONS', message: error.message, permanent: true };
  }
  const { name, code, message } = (error ?? {}) as NodeJS.ErrnoException;
  // This comes first because the `code` of a DOMException is a number.
  if (name === 'TimeoutError') {
    return { code: 'TIMEOUT', message: 'The target did not answer in time.' };
  }
  const fault = certificateFault(error);
  if (fault !== undefined) return untrusted(fault);
  // Node refuses to write some characters, such as a line break or an emoji in a header.
  if (code?.startsWith('ERR_INVALID')) {
    return { code: 'INVALID_PARAMETER', message: `The call cannot be made: ${message}.`, permanent: true };
  }
  return {
    code: 'CONNECTION_FAILURE',
    message: [code, message].filter(Boolean).join(' ') || 'There was no response.',
  };
};
