import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { advance, freeze, operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';
import { readyOpportunity } from '../support/sharing.ts';

const Catalog = 'Sandbox';
interface Shown {
  name: string;
  on: boolean;
  duration?: number;
  summary: string;
}
type Server = { endpoint: string };
const list = async (server: Server) => (await operate<{ quirks: Shown[] }>(server, 'GET', 'quirks')).quirks;
const on = async (server: Server) =>
  (await list(server)).filter((quirk) => quirk.on).map(({ name, duration }) => [name, duration ?? 0]);

test('quirks are listed, are off until they are set, and are cleared one by one or all at once', async () => {
  const server = await startServer();
  expect((await list(server)).map(({ name, on }) => [name, on])).toEqual([
    ['update-clears-status', false],
    ['status-needs-partner-id', false],
    ['token-spans-operations', false],
    ['late-reads', false],
  ]);
  const set = await operate<Shown>(server, 'PUT', 'quirks/late-reads', { duration: '10s' });
  expect(set).toMatchObject({ name: 'late-reads', on: true, duration: 10_000 });
  await server.quirks.set({ name: 'update-clears-status' });
  await server.quirks.set({ name: 'token-spans-operations' });
  expect(await on(server)).toEqual([
    ['update-clears-status', 0],
    ['token-spans-operations', 0],
    ['late-reads', 10_000],
  ]);
  await operate(server, 'DELETE', 'quirks?name=late-reads');
  expect(await on(server)).toEqual([
    ['update-clears-status', 0],
    ['token-spans-operations', 0],
  ]);
  await server.quirks.clear();
  expect(await on(server)).toEqual([]);
});

test('unknown quirks and invalid durations are refused', async () => {
  const server = await startServer();
  const refused = (path: string, body: object) => errorOf(operate(server, 'PUT', path, body));
  expect(await refused('quirks/nonsense', {})).toMatchObject({ name: 'ValidationException' });
  for (const duration of ['soon', '11m', -1])
    expect(await refused('quirks/late-reads', { duration }), String(duration)).toMatchObject({
      name: 'ValidationException',
    });
  expect(await refused('quirks/update-clears-status', { duration: '5s' })).toMatchObject({
    ErrorList: [{ FieldName: 'duration', Code: 'INVALID_VALUE' }],
  });
  expect(await on(server)).toEqual([]);
  for (const quirk of ['nonsense', 'late-reads=soon', 'update-clears-status=5s'])
    await expect(startServer({ quirks: [quirk] })).rejects.toThrow('quirk');
});

test('a server starts with the quirks of its options, and what is set survives a restart', async () => {
  const data = await temporaryFolder();
  const quirks = ['late-reads', 'status-needs-partner-id'];
  const first = await startServer({ data, quirks });
  expect(await on(first)).toEqual([
    ['status-needs-partner-id', 0],
    ['late-reads', 5_000],
  ]);
  await first.quirks.clear({ name: 'late-reads' });
  await first.close();
  const second = await startServer({ data, quirks });
  expect(await on(second)).toEqual([['status-needs-partner-id', 0]]);
});

test('a reset restores the quirks of the options, and an import those of the exported state', async () => {
  const server = await startServer({ quirks: ['late-reads'] });
  await server.quirks.set({ name: 'update-clears-status' });
  const state = await server.state.export();
  await server.reset();
  expect(await on(server)).toEqual([['late-reads', 5_000]]);
  await server.state.import(state);
  expect(await on(server)).toEqual([
    ['update-clears-status', 0],
    ['late-reads', 5_000],
  ]);
});

// Reported by one program, sandbox of May 2026; by default tokens are per account, catalog and operation.
test('token-spans-operations: a token of a Create starts no task, without an error', async () => {
  const server = await startServer({ quirks: ['token-spans-operations'] });
  const alpha = clientOf(server, ALPHA);
  const ClientToken = randomUUID();
  await alpha.createOpportunity(opportunity({ ClientToken }));
  const Identifier = await readyOpportunity(alpha);
  const start = (token: string, client = alpha, identifier = Identifier) =>
    client.startEngagementFromOpportunityTask({
      Catalog,
      ClientToken: token,
      Identifier: identifier,
      AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
    });
  const none = await start(ClientToken);
  expect(none).toMatchObject({ TaskId: expect.stringMatching(/^task-/), TaskStatus: 'IN_PROGRESS' });
  expect((await alpha.listEngagementFromOpportunityTasks({ Catalog })).TaskSummaries).toEqual([]);
  expect((await alpha.getOpportunity({ Catalog, Identifier })).LifeCycle?.ReviewStatus).toBe(
    'Pending Submission',
  );
  // Another account's token, and a new one of the account, start a task.
  const beta = clientOf(server, BETA);
  expect(await start(ClientToken, beta, await readyOpportunity(beta))).toMatchObject({
    TaskStatus: 'COMPLETE',
  });
  expect(await start(randomUUID())).toMatchObject({ TaskStatus: 'COMPLETE' });
});

// Reported by one program, sandbox of May 2026; the recorded flows continue at once.
test('late-reads: an opportunity is not found until it is old enough by the server’s clock', async () => {
  const server = await startServer();
  await server.quirks.set({ name: 'late-reads', duration: '10s' });
  await freeze(server);
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const { Id = '' } = await alpha.createOpportunity(opportunity());
  const get = () => alpha.getOpportunity({ Catalog, Identifier: Id });
  const listed = async () =>
    (await alpha.listOpportunities({ Catalog })).OpportunitySummaries?.map((summary) => summary.Id);
  const associate = () =>
    alpha.associateOpportunity({
      Catalog,
      OpportunityIdentifier: Id,
      RelatedEntityType: 'Solutions',
      RelatedEntityIdentifier: 'S-1234567',
    });
  const start = () =>
    alpha.startEngagementFromOpportunityTask({
      Catalog,
      Identifier: Id,
      ClientToken: randomUUID(),
      AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full' },
    });
  const tags = async () =>
    alpha.listTagsForResource({
      ResourceArn: `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/${Catalog}/opportunity/${Id}`,
    });
  await advance(server, 9_999);
  for (const early of [get, associate, start, tags])
    expect(await errorOf(early())).toMatchObject({ name: 'ResourceNotFoundException' });
  expect(await listed()).toEqual([]);
  await advance(server, 1);
  expect((await get()).Id).toBe(Id);
  expect(await listed()).toEqual([Id]);
  await associate();
  await tags();
  expect(await start()).toMatchObject({ TaskStatus: 'COMPLETE' });
  expect(await errorOf(beta.getOpportunity({ Catalog, Identifier: Id }))).toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('late-reads: without it a new opportunity is found at once, also while the clock is frozen', async () => {
  const server = await startServer();
  await freeze(server);
  const alpha = clientOf(server, ALPHA);
  const { Id = '' } = await alpha.createOpportunity(opportunity());
  expect((await alpha.getOpportunity({ Catalog, Identifier: Id })).Id).toBe(Id);
});
