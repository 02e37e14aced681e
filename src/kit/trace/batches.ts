import { clearTimeout, setImmediate, setTimeout } from '../flow/real-time.ts';
import { createRequests, type EndedSpan, type ExportRequest, type Origin } from './otlp.ts';

export interface BatchOptions {
  origin: Origin;
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
 * Collects spans, and sends them a batch at a time. They are encoded together, in less than a millisecond: each at its end, while the
 * processor's caches are full of the request, takes three times as long.
 */
export interface Batches {
  /** Takes a span, which must not change any more. */
  add(span: EndedSpan): void;
  /** Sends what is left, and waits for all that is sent. */
  close(): Promise<void>;
}

export const createBatches = ({
  origin,
  send,
  onLost,
  mostSpans,
  mostWaiting,
  delayMs,
}: BatchOptions): Batches => {
  const newRequest = createRequests(origin);
  /** Requests that were received, whose memory is used again. */
  const spare: ExportRequest[] = [];
  let batch: EndedSpan[] = [];
  const sending = new Set<Promise<void>>();
  /** Spans of the batch, and of those that are not received. */
  let waiting = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let isSoon = false;

  const sendBatch = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isSoon = false;
    if (batch.length === 0) return;
    const sent = batch.length;
    const request = spare.pop() ?? newRequest();
    for (const span of batch) request.add(span);
    batch = [];
    const received = send(request.encoded())
      .catch(onLost)
      .finally(() => {
        waiting -= sent;
        request.clear();
        spare.push(request);
        sending.delete(received);
      });
    sending.add(received);
    if (dropped > 0) {
      onLost(new Error(`${dropped} spans were dropped: the receiver took longer than they came.`));
      dropped = 0;
    }
  };
  return {
    add: (ended) => {
      if (waiting >= mostWaiting) {
        dropped += 1;
        return;
      }
      batch.push(ended);
      waiting += 1;
      if (batch.length >= mostSpans && !isSoon) {
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
