import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { PARTNER } from '../http.ts';
import { createClient, type RawClient } from '../load/client.ts';

/** Where a scene plays: a server whose data is in a folder, and room for files. */
export interface Stage {
  endpoint: string;
  data: string;
  folder: string;
}

/** Something large that a server does while others wait for their turn. */
export interface Scene {
  name: string;
  /** What it needs, done before the turns are measured. */
  prepare?(stage: Stage): Promise<unknown>;
  play(stage: Stage): Promise<unknown>;
}

export const Catalog = 'Sandbox';

export const withClient = async <T>(
  { endpoint }: Stage,
  work: (client: RawClient) => Promise<T>,
): Promise<T> => {
  const client = createClient(endpoint, 2_000);
  try {
    return await work(client);
  } finally {
    client.close();
  }
};

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Readable;
}

/** Asks one of the operator's routes and reads all of the answer. Waits for it without a limit: `fetch` has one of five minutes. */
export const ask = async ({ endpoint }: Stage, path: string, asked: Asked = {}): Promise<void> => {
  const { method, headers, body = '' } = asked;
  const call = request(`${endpoint}/_cosell/${path}`, { method, headers });
  const answered = once(call, 'response');
  await Promise.all([answered, pipeline(typeof body === 'string' ? [body] : body, call)]);
  const [answer] = (await answered) as [IncomingMessage];
  const said = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${path} was refused: ${said.slice(0, 300)}`);
};

export const post = (stage: Stage, path: string, input: object = {}): Promise<void> =>
  ask(stage, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

/** Does something several times, the first one before the turns are measured: it loads and compiles what it needs. */
export const again = (name: string, play: Scene['play'], times = 5): Scene => ({
  name,
  prepare: play,
  play: async (stage) => {
    for (let round = 0; round < times; round++) await play(stage);
  },
});

export const route = (name: string, path: string): Scene => again(name, (stage) => ask(stage, path));

/** Calls EventBridge. */
export const callEvents = async ({ endpoint }: Stage, operation: string, input: object): Promise<void> => {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSEvents.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${PARTNER}/20261123/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${operation} was refused: ${said.slice(0, 300)}`);
};
