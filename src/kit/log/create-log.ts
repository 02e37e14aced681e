import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { currentSpan } from '../flow/on-behalf.ts';
import { errorFacts } from './error-facts.ts';
import { createRepeats } from './repeats.ts';

/** From which level on entries are written. Those of pino. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface LogOptions {
  level: LogLevel;
  /** `pretty` for people, `json` for programs. Default `pretty` if the output is a terminal. */
  format?: 'pretty' | 'json' | undefined;
  /** Default standard error. */
  output?: DestinationStream;
}

const STANDARD_ERROR = 2;
const DEBUG = 20;
/** Lines of the same kind, for the same account, in a minute. */
const MOST_IN_A_MINUTE = 20;

/** Creates the program's log. Lines that repeat are counted instead, except at the level `debug`. */
export const createLog = async ({ level, format, output }: LogOptions): Promise<Logger> => {
  const repeats = createRepeats({ most: MOST_IN_A_MINUTE, windowMs: 60_000 });
  const isPretty = (format ?? (process.stderr.isTTY ? 'pretty' : 'json')) === 'pretty' && level !== 'silent';
  const out = output ?? destination(STANDARD_ERROR);
  return pino(
    {
      level,
      base: null,
      // OpenTelemetry, "Trace Context in non-OTLP Log Formats".
      mixin: () => {
        const span = currentSpan();
        return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
      },
      serializers: { err: (error) => errorFacts(error) },
      hooks: {
        logMethod(args, method, number) {
          if (number <= DEBUG) return method.apply(this, args);
          repeats.pass(`${number}${keyOf(args)}`, (leftOut) =>
            method.apply(this, leftOut === undefined ? args : tellingOf(args, leftOut)),
          );
        },
      },
    },
    isPretty ? await prettily(out) : out,
  );
};

const prettily = async (out: DestinationStream): Promise<DestinationStream> => {
  const { createPretty } = await import('./pretty.ts');
  const { stderr } = process;
  const columns = () => stderr.columns || Number.POSITIVE_INFINITY;
  const pretty = createPretty(stderr.hasColors?.() ?? false, columns);
  return { write: (line) => out.write(pretty(line)) };
};

/** Lines with the same key say the same: what happened, to whom, and why. */
const keyOf = ([facts, message]: readonly unknown[]): string => {
  if (typeof facts !== 'object' || facts === null) return String(facts);
  const { operation, account, error, reason, err } = facts as Record<string, unknown>;
  return [message, operation, account, error, reason, (err as Error | undefined)?.message].join('|');
};

const tellingOf = (args: [obj: unknown, msg?: string, ...args: unknown[]], leftOut: number): typeof args => {
  const [facts, ...rest] = args;
  return typeof facts === 'object' ? [{ ...facts, leftOut }, ...rest] : [{ leftOut }, String(facts)];
};
