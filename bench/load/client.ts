import { Agent, request } from 'node:http';
import { headersOf, PARTNER } from '../http.ts';

/** Calls one server on connections that stay open. */
export interface Client {
  /** Makes a call. Rejects if it is refused. */
  call<Answer>(operation: string, input: object, account?: string): Promise<Answer>;
  close(): void;
}

export interface RawClient extends Client {
  /** Sends a body as it is. Rejects if it is refused. */
  send(operation: string, body: string): Promise<unknown>;
}

/** @param connections the most at once; further calls wait, which counts in an open loop */
export const createClient = (endpoint: string, connections = 64): RawClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    call: (operation, input, account = PARTNER) =>
      ask({ agent, endpoint, account }, operation, JSON.stringify(input)),
    send: (operation, body) => ask({ agent, endpoint, account: PARTNER }, operation, body),
    close: () => agent.destroy(),
  };
};

interface To {
  agent: Agent;
  endpoint: string;
  account: string;
}

/** Calls with node:http, which costs this process less than fetch and so distorts the measurement less. */
const ask = <Answer>({ agent, endpoint, account }: To, operation: string, body: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { ...headersOf(operation, account), 'content-length': Buffer.byteLength(body) };
    const sent = request(endpoint, { agent, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('error', reject).on('end', () => {
        if (answer.statusCode === 200) resolve((text ? JSON.parse(text) : {}) as Answer);
        else reject(new Error(`${operation} was refused: ${text}`));
      });
    });
    sent.on('error', reject).end(body);
  });
