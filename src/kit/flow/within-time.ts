import { clearTimeout, setTimeout } from './real-time.ts';

/**
 * Runs `work` with a signal that aborts when `signal` does, or after `milliseconds` with a TimeoutError. Clears its timer
 * when the work is done; `AbortSignal.timeout` would keep each call's timer until it fires.
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
