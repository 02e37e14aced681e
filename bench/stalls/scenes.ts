import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { opportunity } from '../../test/support/data.ts';
import { PARTNER } from '../http.ts';
import { refer, start } from '../load/scenarios.ts';
import { LOADED_TARGET, rare } from '../load-opportunities.ts';
import { FROM_DIST } from '../processes.ts';
import { doorScenes } from './door-scenes.ts';
import { largeScenes } from './large-scenes.ts';
import { again, ask, Catalog, post, route, type Scene, type Stage, withClient } from './stage.ts';

const STARTS = 1_000;
/** As many as a pool of callers would make while something else is under way. */
const WRITES = 300;

const list = (name: string, input: object): Scene =>
  again(name, (stage) =>
    withClient(stage, (client) => client.call('ListOpportunities', { Catalog, MaxResults: 100, ...input })),
  );

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
  ...doorScenes,
  ...largeScenes,
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
