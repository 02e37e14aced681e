import type { IncomingHttpHeaders } from 'node:http';

/** What of an HTTP request tells who sent it, and what it asks for. Names of headers are in lower case. */
export interface SignedRequest {
  method: string;
  /** As on the request line: still encoded. */
  path: string;
  /** What follows the `?` of the request line; empty where there is none. */
  query: string;
  headers: IncomingHttpHeaders;
  /** The same headers, each with all its values. */
  headersDistinct: Readonly<NodeJS.Dict<string[]>>;
  body: Buffer;
}
