import { clearTimeout, setImmediate, setTimeout } from '../flow/real-time.ts';
import { createRequests, type EndedSpan, type ExportRequest, type Origin } from './otlp.ts';

export interface BatchOptions {
  origin: Origin;
  /** Sends an export request. Rejects if it is lost. */
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

/** Collects spans, and sends them a batch at a time. */
export interface Batches {
  /** Takes a span. It is encoded at once, so that no object outlives its request. */
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
  let batch = newRequest();
  const sending = new Set<Promise<void>>();
  /** Spans of the batch, and of all batches that are not received. */
  let count = 0;
  let waiting = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let isSoon = false;

  const sendBatch = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isSoon = false;
    if (count === 0) return;
    const sent = count;
    count = 0;
    const request = batch;
    batch = spare.pop() ?? newRequest();
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
      batch.add(ended);
      waiting += 1;
      count += 1;
      if (count >= mostSpans && !isSoon) {
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
