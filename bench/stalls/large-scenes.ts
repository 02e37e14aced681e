import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { opportunity } from '../../test/support/data.ts';
import { again, ask, Catalog, callEvents, post, route, type Scene, type Stage, withClient } from './stage.ts';

/** Requests, answers and readers as large, and as many, as they may be. */

const AT_ONCE = 16;
const all = <T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

/** The most that PutEvents takes at once: ten entries of 256 KB together. */
const putEvents: Scene['play'] = (stage) => {
  const Entries = Array.from({ length: 10 }, () => ({
    ...{ Source: 'bench', DetailType: 'Large', EventBusName: 'default' },
    Detail: JSON.stringify({ text: 'x'.repeat(25_000) }),
  }));
  return all(AT_ONCE, () => callEvents(stage, 'PutEvents', { Entries }));
};

/** An opportunity whose texts and lists are as long as they may be. */
const largest = () => {
  const { Customer, Project, LifeCycle, ...rest } = opportunity();
  return {
    ...rest,
    Customer: { ...Customer, Contacts: Array.from({ length: 10 }, () => Customer?.Contacts?.[0]) },
    Project: {
      ...Project,
      CustomerBusinessProblem: 'p'.repeat(2_000),
      AdditionalComments: 'c'.repeat(255),
      ExpectedCustomerSpend: Array.from({ length: 10 }, () => Project?.ExpectedCustomerSpend?.[0]),
    },
    LifeCycle: { ...LifeCycle, NextSteps: 'n'.repeat(255) },
    Tags: Array.from({ length: 200 }, (_, index) => ({ Key: `key-${index}`, Value: 'v'.repeat(256) })),
  };
};

const createLargest: Scene['play'] = (stage) =>
  withClient(stage, (client) => all(100, () => client.call('CreateOpportunity', largest())));

/** Arrays in arrays, up to the size of a body: what takes the most time to parse, if it is. */
const costly = (() => {
  const some = `[${'[],'.repeat(9_000)}[]]`;
  return `{"Catalog":"Sandbox","Sort":null,"X":[${Array.from({ length: 37 }, () => some).join()}]}`;
})();

const sendCostly: Scene['play'] = (stage) =>
  withClient(stage, (client) => all(AT_ONCE, () => client.send('ListOpportunities', costly).catch(() => {})));

/** Calls whose bodies name as many things as the journal keeps of each. */
const fillJournal: Scene['play'] = (stage) =>
  withClient(stage, async (client) => {
    const Names = Array.from({ length: 4_000 }, (_, index) => `O${1_000_000 + index}`);
    for (let round = 0; round < 20; round++)
      await all(50, () => client.call('ListOpportunities', { Catalog, MaxResults: 1, Names }));
  });

const readers = new Agent({ keepAlive: true, maxSockets: 1_000 });

/** Opens as many live streams as one address may have. */
const openStreams = async ({ endpoint }: Stage): Promise<void> => {
  await all(450, async () => {
    const request = get(`${endpoint}/_cosell/live`, { agent: readers });
    const [answer] = await once(request, 'response');
    await once(
      answer.on('error', () => {}),
      'data',
    );
    answer.resume();
  });
};

const PATTERN = { detail: { text: [{ wildcard: `*${'x'.repeat(40)}*${'x'.repeat(40)}y*` }] } };

/** Rules whose patterns look at each character of large events. */
const putRules: Scene['play'] = (stage) =>
  all(100, (index) =>
    callEvents(stage, 'PutRule', { Name: `costly-${index}`, EventPattern: JSON.stringify(PATTERN) }).then(
      () =>
        callEvents(stage, 'PutTargets', {
          Rule: `costly-${index}`,
          Targets: [{ Id: 't', Arn: 'arn:aws:sqs:us-east-1:111122223333:bench' }],
        }),
    ),
  );

const isDelivered: Scene['play'] = async (stage) => {
  await putEvents(stage);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
};

/** An import whose only row is twice as large as the largest body of a request. It is refused, as late as possible. */
const importRow: Scene['play'] = async ({ endpoint }) => {
  const columns = ['sequence', 'account_id', 'event', 'trace', 'traced_for'];
  const event = JSON.stringify({ text: 'x'.repeat(2_000_000) });
  const tables = { events: { columns, rows: [[1, '111122223333', event, null, null]] } };
  const answer = await fetch(`${endpoint}/_cosell/state`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ format: 1, schema: [], tables }),
  });
  const text = await answer.text();
  if (answer.status !== 400)
    throw new Error(`An import of a large row was not refused: ${text.slice(0, 300)}`);
};

export const largeScenes: readonly Scene[] = [
  again('PutEvents, 16 times 250 KB', putEvents, 1),
  again('CreateOpportunity, 100 of the largest', createLargest, 1),
  again('ListOpportunities, a page of 100 of the largest', (stage) =>
    withClient(stage, (client) => client.call('ListOpportunities', { Catalog, MaxResults: 100 })),
  ),
  again('16 times 1 MB of JSON', sendCostly, 1),
  {
    name: 'requests, a name that none has',
    prepare: fillJournal,
    play: (stage) => ask(stage, 'requests?resource=O7'),
  },
  route('OpenAPI', 'openapi.json'),
  route('metrics', 'metrics'),
  {
    name: '450 live streams, and 100 creations',
    prepare: openStreams,
    play: async (stage) => {
      await createLargest(stage);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      readers.destroy();
    },
  },
  { name: 'events for 100 rules that look at all of them', prepare: putRules, play: isDelivered },
  {
    name: 'import, refused for a row of 2 MB',
    prepare: (stage) => post(stage, 'clock/resume'),
    play: importRow,
  },
];
