import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { onTestFinished } from 'vitest';
import type { EventEnvelope } from '../../src/events/catalogue.ts';

/** A reader of the live stream and the events read. */
export interface StreamReader {
  readonly messages: readonly EventSourceMessage[];
  envelopes(): EventEnvelope[];
  headers: Headers;
  /** Resolves once the stream has ended; false if the connection broke. */
  ended: Promise<boolean>;
  stop(): void;
}

/** Reads the live stream until it ends or the test is over. Throws if the server refuses it. */
export const readStream = async (
  server: { endpoint: string },
  query = '',
  headers: Record<string, string> = {},
  path = '/_cosell/events/stream',
): Promise<StreamReader> => {
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const answer = await fetch(`${server.endpoint}${path}?${query}`, {
    headers,
    signal: stopping.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
  const messages: EventSourceMessage[] = [];
  const stream = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  const read = async (): Promise<boolean> => {
    for await (const message of stream) messages.push(message);
    return true;
  };
  return {
    messages,
    envelopes: () => messages.map(({ data }) => JSON.parse(data)),
    headers: answer.headers,
    ended: read().catch(() => false),
    stop: () => stopping.abort(),
  };
};

/** Reads what pages live by, and what it says of one kind. */
export const readLive = async (
  server: { endpoint: string },
  query = '',
  headers: Record<string, string> = {},
) => {
  const reader = await readStream(server, query, headers, '/_cosell/live');
  return {
    ...reader,
    of: (kind: string): Record<string, unknown>[] =>
      reader.messages.filter(({ event }) => event === kind).map(({ data }) => JSON.parse(data)),
  };
};
