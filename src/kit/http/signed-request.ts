import type { IncomingHttpHeaders } from 'node:http';

/** The parts of an HTTP request that its signature covers. Header names are in lower case. */
export interface SignedRequest {
  method: string;
  /** As on the request line, percent-encoded. */
  path: string;
  /** The part of the request line after the `?`, or an empty string. */
  query: string;
  headers: IncomingHttpHeaders;
  /** The same headers, with a list of values each. */
  headersDistinct: Readonly<NodeJS.Dict<string[]>>;
  body: Buffer;
}
