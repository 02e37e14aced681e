import { clearTimeout, setImmediate, setTimeout } from '../flow/real-time.ts';
import type { SpanLimits } from './limits.ts';
import { createRequests, type EndedSpan, type ExportRequest, type Origin } from './otlp.ts';

export interface BatchOptions {
  origin: Origin;
  limits?: SpanLimits;
  /** Sends an export request, whose memory is used again afterwards. Rejects if it is lost. */
  send(request: Uint8Array): Promise<void>;
  /** Called if spans are lost. */
  onLost(error: unknown): void;
  /** How many spans are sent at once. */
  mostSpans: number;
  /** How many may wait to be sent or received. Further ones are dropped. */
  mostWaiting: number;
  /** How long a span waits for others. */
  delayMs: number;
}

/**
 * Bytes of a request after which it is sent, however few spans it has. Receivers of providers refuse more than a megabyte, and
 * the Collector, by default, 20.
 */
const MOST_BYTES = 900_000;

/**
 * Collects spans, and sends them a batch at a time: a request of HTTP takes as much as some hundred spans. Each is encoded when it
 * ends, so that only bytes are kept: objects that wait for the batch would be copied by each collection of garbage.
 */
export interface Batches {
  /** Takes a span that has ended. */
  add(span: EndedSpan): void;
  /** Sends what is left, and waits for all that is sent. */
  close(): Promise<void>;
}

export const createBatches = ({
  origin,
  limits,
  send,
  onLost,
  mostSpans,
  mostWaiting,
  delayMs,
}: BatchOptions): Batches => {
  const newRequest = createRequests(origin, limits);
  /** Requests that were received, whose memory is used again. */
  const spare: ExportRequest[] = [];
  let request = newRequest();
  /** Spans of the request. */
  let batch = 0;
  const sending = new Set<Promise<void>>();
  /** The same, and those of requests that are not received. */
  let waiting = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let isSoon = false;

  const sendBatch = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isSoon = false;
    if (batch === 0) return;
    const full = request;
    const sent = batch;
    request = spare.pop() ?? newRequest();
    batch = 0;
    const received = send(full.encoded())
      .catch(onLost)
      .finally(() => {
        waiting -= sent;
        full.clear();
        spare.push(full);
        sending.delete(received);
      });
    sending.add(received);
    if (dropped > 0) {
      onLost(new Error(`${dropped} spans were dropped: the receiver took longer than they came.`));
      dropped = 0;
    }
  };
  return {
    add: (span) => {
      if (waiting >= mostWaiting) {
        dropped += 1;
        return;
      }
      request.add(span);
      batch += 1;
      waiting += 1;
      if ((batch >= mostSpans || request.size() >= MOST_BYTES) && !isSoon) {
        // After what this turn of the event loop has to answer.
        isSoon = true;
        setImmediate(sendBatch);
      }
      timer ??= setTimeout(sendBatch, delayMs).unref();
    },
    close: async () => {
      sendBatch();
      await Promise.all(sending);
    },
  };
};
