/**
 * Why an event was not delivered: a subset of the codes that EventBridge writes to a dead-letter queue. Source: AWS
 * docs, eb-rule-dlq.
 */
export type ErrorCode =
  | 'CONNECTION_FAILURE'
  | 'ERROR_FROM_TARGET'
  | 'INVALID_PARAMETER'
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'SDK_CLIENT_ERROR'
  | 'THROTTLING'
  | 'TIMEOUT'
  | 'UNKNOWN';

/** A failed attempt. It is stored and shown, so the message must not contain secrets. */
export interface Failure {
  code: ErrorCode;
  message: string;
  /** Whether to give up without a retry. */
  permanent?: boolean;
  /** Milliseconds that the target asks to wait; negative if it asks for no retry. */
  retryAfter?: number | undefined;
  /** The HTTP status of the answer, if the target answers by HTTP. */
  status?: number | undefined;
}

/** What a target answered that took an event. */
export interface Taken {
  status: number;
  code?: undefined;
}

export const describeFailure = ({ code, message }: Failure): string => `${code}: ${message}`;

/** The inverse of `describeFailure`. */
export const partsOfFailure = (described: string): [code: string, message: string] => {
  const end = described.indexOf(': ');
  return end < 0 ? ['UNKNOWN', described] : [described.slice(0, end), described.slice(end + 2)];
};
