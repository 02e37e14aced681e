import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { performance } from '../../kit/flow/real-time.ts';
import type { Arrived, Replying } from './arrived.ts';

/**
 * The short way of calls. An SDK's call is a POST to `/`, by no browser, that passes all checks (checks.ts): it does not go through
 * Fastify, whose routing, objects and hooks take a tenth of a read. Everything else goes there, also what is refused for its
 * head, so that each refusal is told in one place.
 */

/** Whether a request takes the short way if it passes all checks. No other spelling of this path has another route. */
export const isPlainCall = ({ method, url }: IncomingMessage): boolean => method === 'POST' && url === '/';

/** A call that takes the short way. */
export class PlainCall implements Arrived {
  readonly id: string;
  readonly raw: IncomingMessage;
  readonly method = 'POST';
  readonly routeOptions: Arrived['routeOptions'];
  readonly readAt = performance.now();
  body: unknown = undefined;

  constructor(id: string, raw: IncomingMessage, routeOptions: Arrived['routeOptions']) {
    this.id = id;
    this.raw = raw;
    this.routeOptions = routeOptions;
  }

  get headers(): IncomingHttpHeaders {
    return this.raw.headers;
  }
}

/** The reply to it. */
export class PlainReply implements Replying {
  readonly raw: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(raw: ServerResponse, headers: Readonly<Record<string, string>>) {
    this.raw = raw;
    this.#headers = headers;
  }

  getHeaders(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  removeHeader(name: string): void {
    this.raw.removeHeader(name);
  }

  hijack(): void {}
}
