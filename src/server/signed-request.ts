import type { IncomingMessage } from 'node:http';
import type { Peers } from '../kit/http/peer.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import type { Arrived } from './transport/arrived.ts';
import { originForm } from './transport/request-target.ts';

const NO_BODY = Buffer.alloc(0);

/** Returns a request as services read it and as its signature covers it. Its body is empty before it was read. */
export const signedRequest = ({ raw, body }: Arrived, peers: Peers): SignedRequest => {
  const target = originForm(raw.url);
  const end = target.indexOf('?');
  return new Received(raw, peers, {
    path: end < 0 ? target : target.slice(0, end),
    query: end < 0 ? '' : target.slice(end + 1),
    body: Buffer.isBuffer(body) ? body : NO_BODY,
  });
};

/**
 * Most requests need none of the getters. They are those of a class, because an object that has its own costs a microsecond and
 * three functions for each request.
 */
class Received implements SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly #raw: IncomingMessage;
  readonly #peers: Peers;

  constructor(raw: IncomingMessage, peers: Peers, parts: Pick<SignedRequest, 'path' | 'query' | 'body'>) {
    this.method = raw.method ?? '';
    this.path = parts.path;
    this.query = parts.query;
    this.headers = raw.headers;
    this.body = parts.body;
    this.#raw = raw;
    this.#peers = peers;
  }

  get repeatsHeaders(): boolean {
    let names = 0;
    for (const _ in this.headers) names += 1;
    return 2 * names !== this.#raw.rawHeaders.length;
  }

  get headersDistinct(): SignedRequest['headersDistinct'] {
    return this.#raw.headersDistinct;
  }

  get sourceIp(): string {
    return this.#peers.sourceIp(this.#raw);
  }

  get isSecure(): boolean {
    return this.#peers.isSecure(this.#raw);
  }
}
