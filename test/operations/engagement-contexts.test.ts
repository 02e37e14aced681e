import { randomUUID } from 'node:crypto';
import type { EngagementContextDetails, PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { wholeSeconds } from '../../src/kit/shape/timestamp.ts';
import { join, prospect } from '../support/co-sell.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, readFeed, startServer } from '../support/server.ts';
import { engagementAbout, lead, newsOf, project } from '../support/sharing.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const Customer = { CompanyName: 'Example Corp', Address: { CountryCode: 'DE' } } as const;

const start = async (...contexts: EngagementContextDetails[]) => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const id = await engagementAbout(client, ...contexts);
  const get = () => client.getEngagement({ Catalog, Identifier: id });
  return {
    server,
    client,
    id,
    get,
    contexts: async () => (await get()).Contexts ?? [],
    add: (context: object, by: PartnerCentralSelling = client, ClientToken: string = randomUUID()) =>
      by.createEngagementContext({ Catalog, ClientToken, EngagementIdentifier: id, ...context } as never),
    update: (
      ContextIdentifier: string,
      context: object,
      seen?: Date | undefined,
      by: PartnerCentralSelling = client,
    ) =>
      get().then(({ ModifiedAt }) =>
        by.updateEngagementContext({
          Catalog,
          EngagementIdentifier: id,
          ContextIdentifier,
          EngagementLastModifiedAt: seen ?? ModifiedAt,
          ...context,
        } as never),
      ),
  };
};

test('a context gets the next number, and the response has the engagement’s new modification time', async () => {
  const { id, add, get } = await start(lead());
  const before = await get();
  const answer = await add(project());
  expect(answer).toMatchObject({ EngagementId: id, EngagementArn: arnOf.engagement(id), ContextId: '2' });
  const after = await get();
  expect(after.Contexts).toEqual([
    { ...lead(), Id: '1' },
    { ...project(), Id: '2' },
  ]);
  expect(after).toMatchObject({ ModifiedAt: answer.EngagementLastModifiedAt, ModifiedBy: ALPHA });
  expect(after.ModifiedAt!.getTime()).toBeGreaterThan(before.ModifiedAt!.getTime());
});

test('an engagement can have 5 contexts, however they are added', async () => {
  const { add, contexts } = await start(lead(), project());
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => add(project())));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      expect(['ServiceQuotaExceededException', 'ConflictException']).toContain(outcome.reason.name);
  }
  while ((await contexts()).length < 5) await add(project());
  expect(await errorOf(add(lead()))).toMatchObject({
    name: 'ServiceQuotaExceededException',
    $metadata: { httpStatusCode: 400 },
  });
  expect((await contexts()).map(({ Id }) => Id)).toEqual(['1', '2', '3', '4', '5']);
});

test('a context is added once per client token', async () => {
  const { client, add, contexts } = await start(lead());
  const { $metadata, ...first } = await add(project(), client, 'token');
  const { $metadata: _metadata, ...again } = await add(project(), client, 'token');
  expect(again).toEqual(first);
  expect(await contexts()).toHaveLength(2);
  expect(await errorOf(add(project('Another title'), client, 'token'))).toMatchObject({
    name: 'ConflictException',
    message: 'Conflicting client token submitted for a new request body.',
  });
});

test('a payload must match the type of its context', async () => {
  const { add, update, contexts } = await start(lead());
  const mixed = { Type: 'Lead', Payload: project().Payload };
  for (const error of [await errorOf(add(mixed)), await errorOf(update('1', mixed))]) {
    expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
    expect(faultsOf(error)).toEqual(['payload: INVALID_VALUE']);
  }
  expect(faultsOf(await errorOf(update('1', project())))).toEqual(['type: INVALID_VALUE']);
  expect(await contexts()).toEqual([{ ...lead(), Id: '1' }]);
});

test('a project is replaced as a whole, and no other context changes', async () => {
  const { update, contexts } = await start(project('One'), lead(), project('Three'));
  const next = { Type: 'CustomerProject', Payload: { CustomerProject: { Project: undefined } } };
  await update('3', next);
  expect(await contexts()).toEqual([
    { ...project('One'), Id: '1' },
    { ...lead(), Id: '2' },
    { Id: '3', Type: 'CustomerProject', Payload: { CustomerProject: {} } },
  ]);
});

test('a lead keeps its interactions, ordered by date, and omitted members', async () => {
  const { update, contexts } = await start(lead());
  const InteractionDate = new Date('2026-01-14T10:00:00.000Z');
  const Interaction = { ...lead().Payload?.Lead?.Interactions?.[0], InteractionDate, SourceId: 're-2' };
  await update('1', { Type: 'Lead', Payload: { Lead: { Customer, Interaction } } });
  const [context] = await contexts();
  expect(context?.Payload?.Lead).toMatchObject({ Customer, QualificationStatus: 'Qualified' });
  expect(context?.Payload?.Lead?.Interactions?.map(({ SourceId }) => SourceId)).toEqual(['re-2', 're-1']);
  await update('1', { Type: 'Lead', Payload: { Lead: { Customer, QualificationStatus: 'Disqualified' } } });
  const [later] = await contexts();
  expect(later?.Payload?.Lead?.QualificationStatus).toBe('Disqualified');
  expect(later?.Payload?.Lead?.Interactions).toHaveLength(2);
});

test('a lead can have 10 interactions, and can still be changed', async () => {
  const { update, contexts } = await start(lead());
  const Interaction = lead().Payload?.Lead?.Interactions?.[0];
  const add = () => update('1', { Type: 'Lead', Payload: { Lead: { Customer, Interaction } } });
  for (let count = 1; count < 10; count++) await add();
  expect((await errorOf(add())).name).toBe('ServiceQuotaExceededException');
  await update('1', { Type: 'Lead', Payload: { Lead: { Customer, QualificationStatus: 'New' } } });
  const [context] = await contexts();
  expect(context?.Payload?.Lead).toMatchObject({ QualificationStatus: 'New' });
  expect(context?.Payload?.Lead?.Interactions).toHaveLength(10);
});

test('prospecting insights are replaced as a whole', async () => {
  const { client, id, update, contexts } = await start(lead());
  await prospect(client, 'Sweep', id);
  const ProspectingResult = { Aws: { Customer: { AccountName: 'Example Holding' } } };
  await update('2', { Type: 'ProspectingResult', Payload: { ProspectingResult } });
  expect((await contexts())[1]).toEqual({
    Id: '2',
    Type: 'ProspectingResult',
    Payload: { ProspectingResult },
  });
});

test('a caller that has not seen the latest state cannot change it', async () => {
  const { add, update, get, contexts } = await start(lead());
  const { ModifiedAt } = await get();
  await add(project('One'));
  const late = await errorOf(update('2', project('Two'), ModifiedAt));
  expect(late).toMatchObject({
    name: 'ConflictException',
    message: expect.stringContaining('EngagementLastModifiedAt'),
  });
  expect((await contexts())[1]).toMatchObject(project('One'));

  const { ModifiedAt: latest } = await get();
  const outcomes = await Promise.allSettled(
    ['Three', 'Four', 'Five'].map((title) => update('2', project(title), latest)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('consecutive updates use each response’s timestamp, even if the clock stands still', async () => {
  const server = await startServer({ clock: { now: () => '2026-11-23T09:30:00.000Z', onJump: () => {} } });
  const client = clientOf(server, ALPHA);
  const EngagementIdentifier = await engagementAbout(client, project('One'));
  let { ModifiedAt: seen } = await client.getEngagement({ Catalog, Identifier: EngagementIdentifier });
  for (const title of ['Two', 'Three']) {
    const request = { Catalog, EngagementIdentifier, ContextIdentifier: '1', ...project(title) };
    const answer = await client.updateEngagementContext({
      ...request,
      EngagementLastModifiedAt: seen,
    } as never);
    expect(answer.EngagementLastModifiedAt!.getTime()).toBeGreaterThan(seen!.getTime());
    seen = answer.EngagementLastModifiedAt;
  }
});

test('an unknown context is not found, and only members find the engagement', async () => {
  const { server, client, id, add, update } = await start(lead());
  expect((await errorOf(update('2', project()))).name).toBe('ResourceNotFoundException');
  const beta = clientOf(server, BETA);
  for (const error of await Promise.all(
    [add(project(), beta), update('1', lead(), undefined, beta)].map(errorOf),
  ))
    expect(error.name).toBe('ResourceNotFoundException');
  await join(client, beta, BETA, id);
  await add(project(), beta);
});

test('every member gets an event for a change of contexts, with its author', async () => {
  const { server, client, id, add, update, get } = await start(lead());
  const beta = clientOf(server, BETA);
  await join(client, beta, BETA, id);
  const news = newsOf(server);
  await news();
  await add(project(), beta);
  const told = (await readFeed(server)).slice(-2);
  const { ModifiedAt } = await get();
  for (const [index, account] of [ALPHA, BETA].entries()) {
    expect(told[index]).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Engagement Updated',
      source: 'aws.partnercentral-selling',
      account,
      time: expect.any(String),
      region: 'us-east-1',
      resources: [arnOf.engagement(id)],
      detail: {
        schemaVersion: '1',
        catalog: Catalog,
        engagement: {
          engagementArn: arnOf.engagement(id),
          engagementId: id,
          LastModifiedAt: wholeSeconds(ModifiedAt!.toISOString()),
          LastModifiedBy: BETA,
          ContextTypes: ['Lead', 'CustomerProject'],
        },
      },
    });
  }
  await news();
  await update('2', project('Two'));
  expect(await news()).toEqual({ [ALPHA]: ['Engagement Updated'], [BETA]: ['Engagement Updated'] });
  await errorOf(update('3', project('Two')));
  await errorOf(add({ Type: 'Lead', Payload: project().Payload }));
  expect(await news()).toEqual({});
});

test('engagements are found by the types of contexts added later', async () => {
  const { client, id, add } = await start(lead());
  const found = async (ContextTypes: 'CustomerProject'[]) =>
    (await client.listEngagements({ Catalog, ContextTypes })).EngagementSummaryList?.map(({ Id }) => Id);
  expect(await found(['CustomerProject'])).toEqual([]);
  await add(project());
  expect(await found(['CustomerProject'])).toEqual([id]);
});

test('AWS participates like any other member', async () => {
  const { server, client, id, add, get } = await start(lead());
  const aws = clientOf(server, AWS);
  await join(client, aws, AWS, id);
  await add(project(), aws);
  expect(await get()).toMatchObject({ ModifiedBy: AWS });
});

// seen: GetEngagement, an interaction that was given without a date
test('an interaction without a date gets the date of the request', async () => {
  const { update, contexts } = await start(lead());
  const { InteractionDate, ...Interaction } = lead().Payload?.Lead?.Interactions?.[0] ?? {};
  const before = Date.now();
  await update('1', { Type: 'Lead', Payload: { Lead: { Customer, Interaction } } } as never);
  const [context] = await contexts();
  const dates = context?.Payload?.Lead?.Interactions?.map((one) => one.InteractionDate?.getTime() ?? 0) ?? [];
  expect(dates).toEqual([InteractionDate?.getTime(), expect.any(Number)]);
  expect(dates[1]).toBeGreaterThanOrEqual(before);
});
