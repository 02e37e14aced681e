import { currentSpan, noting } from '../flow/on-behalf.ts';
import type { Span, SpanKind } from './span.ts';

/** Runs `work` with a span, and ends the span with it. */
export const endingWith = async <T>(span: Span, work: () => Promise<T>): Promise<T> => {
  try {
    const result = await work();
    span.end();
    return result;
  } catch (error) {
    span.end(error instanceof Error ? error.name : 'error');
    throw error;
  }
};

/** Runs `work` in a span within that of the current work, if that is traced. */
export const inSpan = <T>(
  name: string,
  kind: SpanKind,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> => {
  const outer = currentSpan();
  if (!outer?.isRecorded) return work(undefined);
  const span = outer.child(name, kind);
  return noting({ span }, () => endingWith(span, () => work(span)));
};
