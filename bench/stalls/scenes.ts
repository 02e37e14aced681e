import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { opportunity } from '../../test/support/data.ts';
import { PARTNER } from '../http.ts';
import { type Client, createClient } from '../load/client.ts';
import { refer, start } from '../load/scenarios.ts';
import { LOADED_TARGET, rare } from '../load-opportunities.ts';
import { FROM_DIST } from '../processes.ts';

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

const Catalog = 'Sandbox';
const STARTS = 1_000;
/** As many as a pool of callers would make while something else is under way. */
const WRITES = 300;

const withClient = async <T>({ endpoint }: Stage, work: (client: Client) => Promise<T>): Promise<T> => {
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
const ask = async ({ endpoint }: Stage, path: string, asked: Asked = {}): Promise<void> => {
  const { method, headers, body = '' } = asked;
  const call = request(`${endpoint}/_cosell/${path}`, { method, headers });
  const answered = once(call, 'response');
  await Promise.all([answered, pipeline(typeof body === 'string' ? [body] : body, call)]);
  const [answer] = (await answered) as [IncomingMessage];
  const said = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${path} was refused: ${said.slice(0, 300)}`);
};

const post = (stage: Stage, path: string, input: object = {}): Promise<void> =>
  ask(stage, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

/** A route that is asked several times, so that the first call's loading and compiling shows beside the rest. */
const route = (name: string, path: string): Scene => ({
  name,
  prepare: (stage) => ask(stage, path),
  play: async (stage) => {
    for (let round = 0; round < 5; round++) await ask(stage, path);
  },
});

const list = (name: string, input: object): Scene => {
  const call = (stage: Stage) =>
    withClient(stage, (client) => client.call('ListOpportunities', { Catalog, MaxResults: 100, ...input }));
  return {
    name,
    prepare: call,
    play: async (stage) => {
      for (let round = 0; round < 5; round++) await call(stage);
    },
  };
};

/** The most that PutEvents takes at once: ten entries of 256 KB together. */
const putEvents: Scene['play'] = async ({ endpoint }) => {
  const Entries = Array.from({ length: 10 }, () => ({
    ...{ Source: 'bench', DetailType: 'Large', EventBusName: 'default' },
    Detail: JSON.stringify({ text: 'x'.repeat(25_000) }),
  }));
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AWSEvents.PutEvents',
    authorization: `AWS4-HMAC-SHA256 Credential=${PARTNER}/20261123/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const put = async (): Promise<void> => {
    const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`PutEvents was refused: ${said.slice(0, 300)}`);
  };
  await Promise.all(Array.from({ length: 16 }, put));
};

/** Creates while something else is under way. */
const createBeside = (stage: Stage): Promise<void> =>
  withClient(stage, async (client) => {
    for (let round = 0; round < WRITES; round++) await client.call('CreateOpportunity', opportunity());
  });

const stateFile = ({ folder }: Stage): string => join(folder, 'state.json');
const run = promisify(execFile);

const save: Scene['play'] = async (stage) => {
  const answer = await fetch(`${stage.endpoint}/_cosell/state`);
  if (!answer.body) throw new Error('There is no state');
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(stateFile(stage)));
};

const load: Scene['play'] = (stage) =>
  ask(stage, 'state', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: createReadStream(stateFile(stage)),
  });

let waiting: string[] = [];

const account = `account=${PARTNER}`;

export const scenes: readonly Scene[] = [
  { name: 'nothing', play: () => new Promise((resolve) => setTimeout(resolve, 1_000)) },
  list('ListOpportunities, a page of 100', {}),
  list('ListOpportunities, of a review status that one has', { LifeCycleReviewStatus: [rare.reviewStatus] }),
  list('ListOpportunities, a common stage and a rare review status, by company', {
    LifeCycleStage: ['Qualified'],
    LifeCycleReviewStatus: [rare.reviewStatus],
    Sort: { SortBy: 'CustomerCompanyName', SortOrder: 'ASCENDING' },
  }),
  route('feed, a text that no event has', `feed?${account}&text=nothing-has-this`),
  route('feed, a page of 200', `feed?${account}&limit=200`),
  route('events, a page of 1,000', `events?${account}&limit=1000`),
  route('search, a text that nothing has', `search?${account}&text=nothing-has-this`),
  route('pipeline', `pipeline?${account}&catalog=${Catalog}`),
  route('tasks, 1,000 of all accounts', 'tasks?limit=1000'),
  route('tasks, of an operation that none has', 'tasks?operation=StartProspectingFromEngagementTask'),
  route('dead letters, of a target without its account', `dead-letters?target=${LOADED_TARGET}&limit=1000`),
  route('targets', 'targets?limit=1000'),
  route('accounts', 'accounts?limit=1000'),
  { name: 'PutEvents, 16 times 250 KB', prepare: putEvents, play: putEvents },
  {
    name: `${STARTS.toLocaleString('en')} starts at once`,
    prepare: async (stage) => {
      waiting = await withClient(stage, (client) => refer(client, STARTS));
    },
    play: (stage) =>
      withClient(stage, (client) => Promise.all(waiting.map((invitation) => start(client, invitation)))),
  },
  { name: 'export', play: save },
  {
    name: 'backup, beside writes',
    play: (stage) =>
      Promise.all([
        run(process.execPath, [
          ...[FROM_DIST, 'backup', join(stage.folder, `${randomUUID()}.backup`), '--data', stage.data],
        ]),
        createBeside(stage),
      ]),
  },
  {
    name: 'retention, after 400 days',
    prepare: async (stage) => {
      await post(stage, 'retention/run');
      await post(stage, 'clock/advance', { by: '400d' });
    },
    play: (stage) => post(stage, 'retention/run'),
  },
  { name: 'import', prepare: save, play: load },
  { name: 'reset', play: (stage) => post(stage, 'reset') },
];
