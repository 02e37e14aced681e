import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/model/contract.ts';
import { loadOperations } from '../../src/operations/index.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, AWS, BETA, startServer } from '../support/server.ts';
import { arnOf, buildWorld, nothing, worldAccounts } from '../support/world.ts';
import { cases, filters, snapshotOf } from './isolation-cases.ts';

/** Returns a response without the identifier from the request. */
const ask = async (
  server: { endpoint: string },
  account: string,
  name: OperationName,
  body: object,
  asked: string,
) => {
  const {
    status,
    type,
    body: answer,
  } = await callRaw(server, account, name, { Catalog: 'Sandbox', ...body });
  return { status, type, answer: JSON.parse(JSON.stringify(answer).replaceAll(asked, '…')) };
};

describe('a resource that an account may not see does not exist for it', () => {
  test('every operation responds as if it did not exist', async () => {
    const server = await startServer();
    const world = await buildWorld(server);
    for (const [operation, form, pick, body] of cases) {
      const [there, absent] = [pick(world), pick(nothing)];
      const what = `${operation} by ${form}`;
      const expected = await ask(server, BETA, operation, body(absent), absent);
      expect(expected, what).toMatchObject({ status: 400, type: 'ResourceNotFoundException' });
      expect(await ask(server, BETA, operation, body(there), there), what).toEqual(expected);
      expect(await ask(server, ALPHA, operation, body(absent), absent), what).toEqual(expected);
      // The ARN of a tagged resource contains its catalog.
      if (/tag/i.test(operation)) continue;
      const elsewhere = { ...body(there), Catalog: 'AWS' };
      expect(await ask(server, ALPHA, operation, elsewhere, there), what).toEqual(expected);
    }
  });

  test('every filter finds nothing, but finds it for the owner', async () => {
    const server = await startServer({ accounts: worldAccounts });
    const world = await buildWorld(server);
    for (const [operation, form, pick, body] of filters) {
      const [there, absent] = [pick(world), pick(nothing)];
      const what = `${operation} by ${form}`;
      const expected = await ask(server, BETA, operation, body(absent), absent);
      expect(Object.values(expected.answer), what).toEqual([[], null]);
      expect(await ask(server, BETA, operation, body(there), there), what).toEqual(expected);
      expect(await ask(server, ALPHA, operation, { ...body(there), Catalog: 'AWS' }, there), what).toEqual(
        expected,
      );
      const found = await ask(server, ALPHA, operation, body(there), there);
      expect(Object.values(found.answer), what).toEqual([[expect.anything()], null]);
    }
  });

  test('the owner sees all of it, so that the other tests prove something', async () => {
    const server = await startServer();
    const world = await buildWorld(server);
    for (const [operation, form, pick, body] of cases) {
      if (!/^(Get|List)/.test(operation)) continue;
      const given =
        operation === 'GetResourceSnapshot'
          ? snapshotOf(world.engagement, world.opportunity)
          : body(pick(world));
      const { status } = await callRaw(server, ALPHA, operation, { Catalog: 'Sandbox', ...given });
      expect(status, `${operation} by ${form}`).toBe(200);
    }
  });

  test('all operations are covered', async () => {
    const proven = new Set([...cases, ...filters].map(([operation]) => operation));
    const without = [
      'CreateEngagement',
      'CreateOpportunity',
      // The caller's own settings: settings.test.ts. Many engagements with a result each: prospecting.test.ts.
      'GetSellingSystemSettings',
      'PutSellingSystemSettings',
      'StartProspectingFromEngagementTask',
    ];
    const missing = [...(await loadOperations()).keys()].filter(
      (name) => !proven.has(name) && !without.includes(name),
    );
    expect(missing).toEqual([]);
  });
});

test('lists without a filter hold nothing of another account or catalog', async () => {
  const server = await startServer();
  await buildWorld(server);
  for (const [account, Catalog] of [
    [BETA, 'Sandbox'],
    [ALPHA, 'AWS'],
    [BETA, 'AWS'],
  ] as const) {
    for (const name of [
      'ListOpportunities',
      'ListEngagements',
      'ListEngagementByAcceptingInvitationTasks',
      'ListResourceSnapshotJobs',
      'ListEngagementResourceAssociations',
      'ListEngagementFromOpportunityTasks',
      'ListOpportunityFromEngagementTasks',
      'ListProspectingFromEngagementTasks',
    ] as const) {
      const { body } = await callRaw(server, account, name, { Catalog });
      expect(Object.values(body), `${name} of ${account} in ${Catalog}`).toEqual([[], null]);
    }
    for (const ParticipantType of ['SENDER', 'RECEIVER']) {
      const { body } = await callRaw(server, account, 'ListEngagementInvitations', {
        Catalog,
        ParticipantType,
      });
      expect(body).toEqual({ EngagementInvitationSummaries: [], NextToken: null });
    }
  }
});

describe('an ARN matches only its exact resource', () => {
  test.each([
    ['another kind', (id: string) => arnOf.invitation(id)],
    ['another region', (id: string) => arnOf.engagement(id).replace('us-east-1', 'eu-west-1')],
    ['another service', (id: string) => arnOf.engagement(id).replace('partnercentral', 's3')],
    ['another partition', (id: string) => arnOf.engagement(id).replace('arn:aws', 'arn:aws-cn')],
    ['an account', (id: string) => arnOf.engagement(id).replace('::', `:${ALPHA}:`)],
    ['the other catalog', (id: string) => arnOf.engagement(id, 'AWS')],
    ['something below it', (id: string) => `${arnOf.engagement(id)}/x`],
  ])('an engagement is not found by an ARN of %s', async (_what, arn) => {
    const server = await startServer();
    const world = await buildWorld(server);
    const Identifier = arn(world.engagement);
    const answer = await callRaw(server, ALPHA, 'GetEngagement', { Catalog: 'Sandbox', Identifier });
    expect(answer.type).toBe('ResourceNotFoundException');
    const filtered = await callRaw(server, ALPHA, 'ListEngagements', {
      Catalog: 'Sandbox',
      EngagementIdentifier: [Identifier],
    });
    expect(filtered.body).toEqual({ EngagementSummaryList: [], NextToken: null });
  });

  test.each([
    ['another account', (arn: string) => arn.replace(ALPHA, BETA)],
    ['another region', (arn: string) => arn.replace('us-east-1', 'eu-west-1')],
    ['the other catalog', (arn: string) => arn.replace('Sandbox', 'AWS')],
    ['another kind', (arn: string) => arn.replace('/opportunity/', '/solution/')],
    ['something below it', (arn: string) => `${arn}/x`],
  ])('the tags of an opportunity are not found by an ARN of %s', async (_what, other) => {
    const server = await startServer();
    const world = await buildWorld(server);
    const ResourceArn = other(arnOf.opportunity(world.ownOpportunity));
    const answer = await callRaw(server, ALPHA, 'ListTagsForResource', { ResourceArn });
    expect(answer.type).toBe('ResourceNotFoundException');
  });
});

test('a member sees the engagement and its members, but not the other’s opportunity, task or snapshot job', async () => {
  const server = await startServer();
  const world = await buildWorld(server);
  const engagement = await callRaw(server, AWS, 'GetEngagement', {
    Catalog: 'Sandbox',
    Identifier: world.engagement,
  });
  expect(engagement.status).toBe(200);
  const job = { Catalog: 'Sandbox', ResourceSnapshotJobIdentifier: world.job };
  expect((await callRaw(server, AWS, 'GetResourceSnapshotJob', job)).type).toBe('ResourceNotFoundException');
  const own = { Catalog: 'Sandbox', Identifier: world.ownOpportunity };
  expect((await callRaw(server, AWS, 'GetOpportunity', own)).type).toBe('ResourceNotFoundException');
  const tasks = await callRaw(server, AWS, 'ListEngagementByAcceptingInvitationTasks', {
    Catalog: 'Sandbox',
    TaskIdentifier: [world.task],
  });
  expect(tasks.body).toEqual({ TaskSummaries: [], NextToken: null });
});

test('an invited account does not see the engagement before it accepts', async () => {
  const server = await startServer();
  const world = await buildWorld(server);
  const { body } = await callRaw(server, ALPHA, 'GetEngagementInvitation', {
    Catalog: 'Sandbox',
    Identifier: world.pendingInvitation,
  });
  const Identifier = body.EngagementId;
  for (const name of ['GetEngagement', 'ListEngagementMembers'] as const) {
    expect((await callRaw(server, ALPHA, name, { Catalog: 'Sandbox', Identifier })).type).toBe(
      'ResourceNotFoundException',
    );
  }
});
