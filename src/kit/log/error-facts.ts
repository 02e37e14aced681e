/** PostgreSQL's messages of this class quote the value. PostgreSQL documentation, "Error Codes", class 22: Data Exception. */
const QUOTES_VALUES = /^22/;
const MOST_CAUSES = 3;

/**
 * Returns an error without what else hangs on it: the details of PostgreSQL's errors hold values of rows, and those of the
 * SDK's whole responses.
 */
export const errorFacts = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  const isQuoting = severity !== undefined && QUOTES_VALUES.test(String(code));
  const message = isQuoting ? 'the database refused a value' : error.message;
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message,
    stack: [`${error.name}: ${message}`, ...calls].join('\n'),
    ...(error.cause !== undefined && depth < MOST_CAUSES && { cause: errorFacts(error.cause, depth + 1) }),
  };
};
