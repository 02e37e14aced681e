import type { Logger } from 'pino';
import type { Caller } from '../../access/caller.ts';
import type { Times } from '../../kit/flow/times.ts';
import { ServiceError } from '../../kit/service/errors.ts';
import type { Answer } from '../../kit/service/front-door.ts';
import type { Span } from '../../kit/trace/span.ts';

/** What the log says of an answered request: never its body or headers, and no message of an error, which may quote them. */
export interface Answered {
  requestId: string;
  answer: Answer<Caller>;
  milliseconds?: number | undefined;
  /** Where the time went, if that is noted. */
  times?: Times | undefined;
  span?: Span | undefined;
}

/** How many faults of a refused request are named. */
const MOST_FAULTS = 5;

/** Logs a request at the level that it deserves, and where its time went if it took longer than `slowCallMs`. */
export const logAnswer = (
  log: Logger,
  { requestId, answer, milliseconds, times, span }: Answered,
  slowCallMs = 0,
): void => {
  const { status, operation, caller, error } = answer;
  const isOurs = status >= 500 && !(error instanceof ServiceError);
  const isSlow = times !== undefined && slowCallMs > 0 && (milliseconds ?? 0) - times.task >= slowCallMs;
  if (status < 400 && !isSlow && !log.isLevelEnabled('debug')) return;
  const line = {
    requestId,
    operation,
    account: caller?.account,
    status,
    milliseconds: milliseconds && Math.round(milliseconds),
    ...(span && { trace_id: span.traceId, span_id: span.spanId }),
  };
  if (isOurs) log.error({ ...line, err: error }, 'request failed');
  else if (status >= 400) log.info({ ...line, ...refusalFacts(answer) }, 'request refused');
  else log.debug(line, 'request answered');
  if (isSlow) {
    log.warn({ ...line, slow: partsOf(times, milliseconds ?? 0) }, 'slow call');
  }
};

/** The error's name and reason, the action that was denied, and the members at fault with their codes. */
const refusalFacts = ({ error, access }: Answer<Caller>) => {
  const { name, details } = (error ?? {}) as Partial<ServiceError>;
  const { Reason: reason, ErrorList: list = [] } = details ?? {};
  const faults = list
    .slice(0, MOST_FAULTS)
    .map(({ FieldName, Code }) => [FieldName, Code].filter(Boolean).join(' '));
  if (list.length > MOST_FAULTS) faults.push(`and ${list.length - MOST_FAULTS} more`);
  return {
    error: name,
    ...(reason !== undefined && { reason }),
    ...(faults.length > 0 && { faults }),
    ...(access && access.decision !== 'Allow' && { action: access.action }),
  };
};

/**
 * Parts of at least half a millisecond, in whole milliseconds, in the order in which they happen. `work` is the rest of the
 * operation; `send` what is not a part, such as waiting for the event loop.
 */
const partsOf = (times: Times, total: number): Record<string, number> => {
  const { read, decode, authenticate, turn, authorize, injected, handle, encode } = times;
  const { queries, connection, commit, task, statements } = times;
  const waits = queries + connection + commit + task;
  // Negative if the call was refused after its waits and before the part that they are of ended.
  const work = handle + authorize - waits;
  const ended = read + decode + authenticate + turn + injected + waits + Math.max(0, work) + encode;
  const send = total - ended;
  const parts = {
    read,
    decode,
    authenticate,
    turn,
    injected,
    connection,
    queries,
    commit,
    task,
    work,
    encode,
    send,
  };
  const shown = Object.entries(parts)
    .map(([part, milliseconds]) => [part, Math.round(milliseconds)] as const)
    .filter(([, milliseconds]) => milliseconds > 0);
  return { ...Object.fromEntries(shown), statements };
};
