import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Sha256Node } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/** Raw requests, with any headers, body or bytes. */

interface Endpoint {
  endpoint: string;
}

export interface WireRequest {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface WireAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The parsed JSON body; undefined if it is not JSON. */
  json: { __type?: string; Message?: string; [member: string]: unknown } | undefined;
}

/** Sends a request unchanged: adds no headers but Host, Connection and Content-Length. */
export const send = async ({ endpoint }: Endpoint, given: WireRequest): Promise<WireAnswer> => {
  const { method = 'POST', path = '/', headers = {}, body = '' } = given;
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const isCounted = method === 'POST' && headers['transfer-encoding'] === undefined;
    const length = isCounted ? { 'content-length': Buffer.byteLength(body) } : {};
    const request = httpRequest(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        text(response).then((content) => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text: content, json: readJson(content) });
        }, reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
};

const readJson = (content: string): WireAnswer['json'] => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

/** The headers of a call of the API. */
export const target = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
});

/** Sends bytes and returns everything received until the server closes the connection. */
export const exchange = ({ endpoint }: Endpoint, bytes: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint);
    let received = '';
    connect(Number(port), hostname)
      .on('data', (chunk) => {
        received += chunk;
      })
      .on('error', reject)
      .on('close', () => resolve(received))
      .write(bytes);
  });

export interface Signing {
  accessKeyId: string;
  secretAccessKey: string;
  service?: string;
  region?: string;
  signingDate?: Date;
  /** Unsigned headers. */
  unsigned?: string[];
}

/** Signs a request with the AWS SDK's signer. */
export const sign = async (
  { endpoint }: Endpoint,
  given: WireRequest,
  {
    service = 'partnercentral-selling',
    region = 'us-east-1',
    signingDate = new Date(),
    unsigned = [],
    ...credentials
  }: Signing,
): Promise<WireRequest & { headers: Record<string, string> }> => {
  const { method = 'POST', path = '/', body = '', headers = {} } = given;
  const { host, pathname, searchParams } = new URL(path, endpoint);
  const signer = new SignatureV4({ credentials, service, region, sha256: Sha256Node });
  const query: Record<string, string[]> = {};
  for (const name of searchParams.keys()) query[name] = searchParams.getAll(name);
  const request = new HttpRequest({
    method,
    path: pathname,
    query,
    headers: { ...(headers as Record<string, string>), host },
    body,
  });
  const signed = await signer.sign(request, {
    signingDate,
    unsignableHeaders: new Set(unsigned),
  });
  return { ...given, headers: signed.headers };
};
