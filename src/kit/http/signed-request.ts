import type { IncomingHttpHeaders } from 'node:http';

/** An HTTP request to a service: the parts that its signature covers, and where it came from. Header names are in lower case. */
export interface SignedRequest {
  method: string;
  /** As on the request line, percent-encoded. */
  path: string;
  /** The part of the request line after the `?`, or an empty string. */
  query: string;
  headers: IncomingHttpHeaders;
  /** Whether a header comes more than once. Then `headers` may lack what `headersDistinct` has. */
  readonly repeatsHeaders: boolean;
  /** The same headers, with a list of values each. */
  headersDistinct: Readonly<NodeJS.Dict<string[]>>;
  body: Buffer;
  /** The client's IP address, behind trusted proxies too. Empty if the connection was gone before anyone asked. */
  readonly sourceIp: string;
  /** Whether the client's connection uses TLS. */
  readonly isSecure: boolean;
}
