import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Sha256Node } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { BytesCase, RequestCase } from './case.ts';

/** What a server answered. Empty lists mean that it closed the connection without an answer. */
export interface Outcome {
  statuses: readonly number[];
  /** Of a request; for bytes what was received. */
  text: string;
  headers: Record<string, unknown>;
}

export interface Target {
  endpoint: string;
  /** What requests are signed with. */
  key: { accessKeyId: string; secretAccessKey: string };
}

/** How long an answer may take, and how long bytes without one may stay connected. */
const ANSWER_LIMIT_MS = 30_000;
const BYTES_LIMIT_MS = 300;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Returns the headers of a case with its signature, which may be damaged. */
const headersOf = async (
  { method, path, headers, body, signing }: RequestCase,
  { endpoint, key }: Target,
): Promise<Record<string, string>> => {
  const { host } = new URL(endpoint);
  if (!signing) return { host, ...headers };
  const { service, damage } = signing;
  const credentials =
    damage === 'secret'
      ? { ...key, secretAccessKey: 'wrong' }
      : damage === 'token'
        ? { ...key, sessionToken: 'x' }
        : key;
  const [pathname = '/', text = ''] = path.split('?');
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value];
  const signed = await new SignatureV4({
    service,
    region: damage === 'region' ? 'eu-west-1' : 'us-east-1',
    credentials,
    sha256: Sha256Node,
    applyChecksum: false,
  }).sign(
    new HttpRequest({
      method,
      path: pathname,
      query,
      headers: { host, ...headers },
      body: damage === 'body' ? Buffer.from('other') : body,
    }),
    { signingDate: new Date(Date.now() - (damage === 'time' ? 3_600_000 : 0)) },
  );
  return damage === 'header' ? { ...signed.headers, 'x-amz-date': '20200101T000000Z' } : signed.headers;
};

/** Sends a request over one of a few connections. Rejects if the connection breaks before an answer. */
export const sendRequest = async (one: RequestCase, target: Target): Promise<Outcome> => {
  const { hostname, port } = new URL(target.endpoint);
  const headers = { ...(await headersOf(one, target)), 'content-length': String(one.body.length) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, method: one.method, path: one.path, headers, agent, timeout: ANSWER_LIMIT_MS },
      (response) => {
        buffer(response).then((content) => {
          const { statusCode = 0 } = response;
          resolve({
            statuses: [statusCode],
            text: content.toString(),
            headers: response.headers,
          });
        }, reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer for ${ANSWER_LIMIT_MS} ms`)));
    request.on('error', reject);
    request.end(one.body);
  });
};

/** Sends bytes over a connection of their own, and returns what comes until it is closed. */
export const sendBytes = ({ chunks, ends }: BytesCase, { endpoint }: Target): Promise<Outcome> => {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port: Number(port), host: hostname, noDelay: true }, () => {
      for (const chunk of chunks) socket.write(chunk);
      if (ends) socket.end();
    });
    let wasConnected = false;
    socket.once('connect', () => {
      wasConnected = true;
    });
    socket.setTimeout(BYTES_LIMIT_MS, () => socket.destroy());
    socket.on('data', (data) => {
      text += data.toString('latin1');
    });
    // The server may close a connection at any time, but it has to accept it.
    socket.on('error', (error) => {
      if (!wasConnected) reject(error);
    });
    socket.on('close', () => {
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
      resolve({ statuses, text, headers: {} });
    });
  });
};
