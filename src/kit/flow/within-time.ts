/**
 * Does `work` with a signal that is aborted when `signal` is, or after so many milliseconds with a TimeoutError.
 * Nothing of it stays once the work is done: `AbortSignal.timeout` would keep a timer of each call until it runs out.
 */
export const withinTime = async <T>(
  signal: AbortSignal,
  milliseconds: number,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> => {
  const limit = new AbortController();
  const pass = (): void => limit.abort(signal.reason);
  const expire = (): void => limit.abort(new DOMException('It took too long.', 'TimeoutError'));
  if (signal.aborted) pass();
  signal.addEventListener('abort', pass);
  const timer = setTimeout(expire, milliseconds);
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', pass);
  }
};
