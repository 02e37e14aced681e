import { once } from 'node:events';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { readAuthorities, usualAuthorities } from '../../kit/http/authorities.ts';
import { readAuthoritiesFile } from '../read-authorities.ts';
import { readTextFile } from '../read-text-file.ts';

/** What a connection to a server needs beside what Node trusts: PEM files. */
export interface TlsFlags {
  /** Authorities to trust beside the usual ones. */
  ca?: string;
  /** The certificate of the client and its key. */
  clientCert?: string;
  clientKey?: string;
}

/** Whether `fetch` does not do, because it takes no certificates. */
export const needsCertificates = (endpoint: string, { ca, clientCert, clientKey }: TlsFlags): boolean =>
  endpoint.startsWith('https:') && (ca ?? clientCert ?? clientKey) !== undefined;

/** Calls an https URL as `fetch` does. Rejects with a connection error, or an Error that names a file that cannot be used. */
export const fetchOverTls = async (
  url: string,
  {
    body,
    ...options
  }: { method: string; headers: Record<string, string>; body?: string | Readable; signal?: AbortSignal },
  { ca, clientCert, clientKey }: TlsFlags,
): Promise<Response> => {
  const [authorities, cert, key] = await Promise.all([
    ca === undefined ? [] : readAuthoritiesFile(ca).then(readAuthorities),
    clientCert === undefined ? undefined : readPem(clientCert),
    clientKey === undefined ? undefined : readPem(clientKey),
  ]);
  const sending = httpsRequest(url, {
    ...options,
    ca: [...usualAuthorities(), ...authorities],
    cert,
    key,
    // One call per command: a kept connection would only delay its end.
    agent: false,
  });
  const answered = once(sending, 'response');
  if (body instanceof Readable) body.on('error', (error) => sending.destroy(error)).pipe(sending);
  else sending.end(body);
  const [response] = await answered;
  const { statusCode: status = 500 } = response;
  return new Response(Readable.toWeb(response) as ReadableStream<Uint8Array>, {
    status,
    headers: Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]),
  });
};

const readPem = (file: string): Promise<string> =>
  readTextFile(file).catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}`);
  });
