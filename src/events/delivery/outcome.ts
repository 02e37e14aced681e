/**
 * Why an event was not delivered. The codes are some of those that EventBridge writes to a dead-letter queue.
 * Source: AWS docs, eb-rule-dlq.
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

/** An attempt that failed. It says what happened without anything secret, as it is kept and shown. */
export interface Failure {
  code: ErrorCode;
  message: string;
  /** Whether it is not to be tried again. */
  permanent?: boolean;
  /** Milliseconds that the target asks to be left alone. */
  retryAfter?: number | undefined;
}

export const describeFailure = ({ code, message }: Failure): string => `${code}: ${message}`;

/** The parts of what `describeFailure` made. */
export const partsOfFailure = (described: string): [code: string, message: string] => {
  const end = described.indexOf(': ');
  return end < 0 ? ['UNKNOWN', described] : [described.slice(0, end), described.slice(end + 2)];
};
