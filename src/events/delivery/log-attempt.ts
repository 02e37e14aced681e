import type { Logger } from 'pino';
import type { DeliveryOutcome } from './history.ts';

/** What the log says of an attempt: no name of a rule or target, and no message of an error, which may quote an answer. */
export interface LoggedAttempt {
  /** The account of the target; empty for a webhook. */
  account: string;
  /** The kind of the target. */
  kind: string;
  /** The event's id. */
  event: string;
  outcome: DeliveryOutcome;
  attempt: number;
  milliseconds: number;
  status: number | undefined;
  /** A code of EventBridge. */
  error: string | undefined;
  traceId: string | undefined;
  spanId: string | undefined;
}

const SAYS = {
  delivered: ['debug', 'event delivered'],
  passedOver: ['debug', 'event not sent'],
  retry: ['info', 'event not delivered, it is tried again'],
  dead: ['warn', 'event given up'],
} as const satisfies Record<DeliveryOutcome, readonly [level: string, message: string]>;

/** Logs an attempt to deliver an event at the level that it deserves. */
export const logAttempt = (log: Logger, { outcome, traceId, spanId, ...attempt }: LoggedAttempt): void => {
  const [level, message] = SAYS[outcome];
  if (!log.isLevelEnabled(level)) return;
  const { account, milliseconds, error, ...facts } = attempt;
  log[level](
    {
      ...(account && { account }),
      error,
      ...facts,
      milliseconds: Math.round(milliseconds),
      ...(traceId !== undefined && { trace_id: traceId, span_id: spanId }),
    },
    message,
  );
};
