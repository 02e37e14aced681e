import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it came. */
export interface Received {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** When it came, in milliseconds of a clock that never jumps. */
  at: number;
}

/** An HTTP server on loopback that keeps what it is sent. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The ids of the events in the bodies, in the order in which they came. */
  ids(): string[];
  close(): Promise<void>;
}

/** Answers one request; how many came before it is `count`. */
export type Answer = (response: ServerResponse, received: Received, count: number) => void;

export const ok: Answer = (response) => response.end();
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end('{}');

/** Starts a receiver on a free port, closed when the test is over. */
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
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
    at: performance.now(),
  };
};

/** In the order in which they first came: at least once means that some come again. */
export const firstComings = (ids: readonly string[]): string[] => [...new Set(ids)];
