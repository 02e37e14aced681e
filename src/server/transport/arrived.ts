import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** What is read and noted of a request, whichever way it takes: Fastify's requests are such, and the calls of plain-calls.ts. */
export interface Arrived extends Pick<FastifyRequest, 'readAt' | 'span' | 'refusal'> {
  readonly id: string;
  readonly raw: IncomingMessage;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Its bytes, or what Fastify has made of them; undefined before they were read. */
  body: unknown;
  readonly routeOptions: { readonly url?: string | undefined; readonly bodyLimit: number };
}

/** What is needed of a reply to write the response with Node itself. */
export interface Replying {
  readonly raw: ServerResponse;
  /** What the checks have set. */
  getHeaders(): Record<string, OutgoingHttpHeader | undefined>;
  removeHeader(name: string): unknown;
  /** Nobody else is to write to the connection. */
  hijack(): unknown;
}
