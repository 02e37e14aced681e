import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A received request. */
export interface Received {
  method: string;
  /** Including the query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  bytes: Buffer;
  /** Time of arrival in milliseconds, by a monotonic clock. */
  at: number;
}

/** An HTTP server on loopback that records requests. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The ids of the events in the bodies, in order of arrival. */
  ids(): string[];
  close(): Promise<void>;
}

/** Responds to one request. `count` is the number of earlier ones. */
export type Answer = (response: ServerResponse, received: Received, count: number) => void;

export const ok: Answer = (response) => response.end();
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end('{}');

/** Starts a receiver on a free port. Closes it after the test. */
export const startReceiver = async (answer: Answer = ok, port = 0): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((one) => {
      received.push(one);
      answer(response, one, received.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    ids: () => received.map(({ body }) => JSON.parse(body).id),
    close,
  };
};

const read = async (request: IncomingMessage): Promise<Received> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers as Record<string, string>,
    body: bytes.toString(),
    bytes,
    at: performance.now(),
  };
};

/** Removes repetitions, which at-least-once delivery may cause. Keeps the order. */
export const firstComings = (ids: readonly string[]): string[] => [...new Set(ids)];
