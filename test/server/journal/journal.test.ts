import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/kit/flow/clock.ts';
import { createJournal } from '../../../src/server/journal/journal.ts';
import { addFault, operate } from '../../support/operator.ts';
import { callRaw } from '../../support/raw.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../../support/server.ts';
import { startStrictServer } from '../../support/strict.ts';

/** Calls that succeed are shown without the store. */
const journalWith = (capacity: number) =>
  createJournal({
    ...{ capacity, keepsBodies: true, isTrusting: true, isSecure: false },
    ...{ clock: systemClock, region: 'us-east-1', reads: undefined as never },
  });

const list = (Catalog = 'AWS') => ({ Catalog });

test('the journal has each call, newest first, with who asked for what and what came back', async () => {
  const server = await startServer();
  await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' });
  const error = await errorOf(
    clientOf(server, BETA).getOpportunity({ Catalog: 'AWS', Identifier: 'O1234567' }),
  );
  const { requests } = await server.requests.list();
  expect(requests).toMatchObject([
    {
      id: (error.$metadata as { requestId?: string }).requestId,
      account: BETA,
      accessKeyId: BETA,
      service: 'partnercentral-selling',
      operation: 'GetOpportunity',
      catalog: 'AWS',
      status: 400,
      outcome: 'refused',
      errorCode: 'ResourceNotFoundException',
      message: error.message,
      resources: ['O1234567'],
    },
    { account: ALPHA, operation: 'ListOpportunities', catalog: 'Sandbox', status: 200, outcome: 'ok' },
  ]);
  expect(requests[0]?.requestBytes).toBeGreaterThan(10);
  expect(requests[0]?.milliseconds).toBeGreaterThan(0);
});

test('what was refused before it was a call is there, too', async () => {
  const server = await startServer();
  const post = (headers: Record<string, string>, body = '{}') =>
    fetch(server.endpoint, { method: 'POST', headers, body }).then((answer) => answer.arrayBuffer());
  await post({ 'x-amz-target': 'AWSPartnerCentralSelling.ListOportunities' });
  await post({ 'x-amz-target': 'AWSPartnerCentralSelling.ListOpportunities' }, '{"Catalog":');
  await post({ 'x-amz-target': 'AWSEvents.NoSuch' });
  await post({ 'content-type': 'application/x-www-form-urlencoded' }, 'Action=NoSuch&Version=2011-06-15');
  const socket = createConnection(Number(new URL(server.endpoint).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end('nonsense\r\n\r\n');
  await text(socket);
  await fetch(`${server.endpoint}/favicon.ico`);
  await operate(server, 'GET', 'clock');

  const { requests } = await server.requests.list();
  expect(requests.map(({ service, outcome, errorCode }) => [service, outcome, errorCode])).toEqual([
    ['partnercentral-selling', 'refused', 'SerializationException'],
    ['sts', 'refused', 'InvalidAction'],
    ['events', 'refused', 'UnknownOperationException'],
    ['partnercentral-selling', 'refused', 'SerializationException'],
    ['partnercentral-selling', 'refused', 'UnknownOperationException'],
  ]);
  expect(requests.map(({ account, operation }) => account ?? operation)).toEqual([
    ...[undefined, '111122223333', undefined, 'ListOpportunities', undefined],
  ]);
});

test('injected failures are there, as throttled, failed or dropped', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  for (const exception of ['ThrottlingException', 'InternalServerException']) {
    await addFault(server, { operation: 'ListOpportunities', exception, times: 1 });
    await errorOf(alpha.listOpportunities({ Catalog: 'AWS' }));
  }
  await addFault(server, { operation: 'ListOpportunities', drop: 'before', times: 1 });
  await errorOf(alpha.listOpportunities({ Catalog: 'AWS' }));
  const { requests } = await server.requests.list({ operation: 'ListOpportunities' });
  expect(requests.map(({ outcome }) => outcome)).toEqual(['dropped', 'failed', 'throttled']);
});

test('calls are selected by account, service, operation, outcome, error and resource, page by page', async () => {
  const server = await startServer();
  for (const account of [ALPHA, BETA, ALPHA]) {
    await callRaw(server, account, 'ListOpportunities', list());
    await callRaw(server, account, 'GetOpportunity', { Catalog: 'AWS', Identifier: 'O7' });
  }
  const count = async (filter: object) => (await server.requests.list(filter)).requests.length;
  expect(await count({ account: ALPHA })).toBe(4);
  expect(await count({ account: ALPHA, operation: 'GetOpportunity' })).toBe(2);
  expect(await count({ outcome: 'ok' })).toBe(3);
  expect(await count({ errorCode: 'ResourceNotFoundException' })).toBe(3);
  expect(await count({ resource: 'O7' })).toBe(3);
  expect(await count({ resource: 'O' })).toBe(0);
  expect(await count({ service: 'sts' })).toBe(0);
  expect(await count({ operation: 'GetOpportunity', service: 'events' })).toBe(0);

  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await server.requests.list({ limit: 2, account: ALPHA, ...(after && { after }) });
    seen.push(...page.requests.map(({ id }) => id));
    after = page.next;
    if (after === undefined) break;
    expect(page.requests).toHaveLength(2);
    await callRaw(server, BETA, 'ListOpportunities', list());
  }
  expect(new Set(seen).size).toBe(4);
  expect(seen).toHaveLength(4);
});

test('a journal that is full forgets the oldest call, and clear forgets all', async () => {
  const server = await startServer({ journal: 3 });
  for (const MaxResults of [1, 2, 3, 4, 5]) {
    await callRaw(server, ALPHA, 'ListOpportunities', { ...list(), MaxResults });
  }
  const { requests, next } = await server.requests.list();
  expect(next).toBeUndefined();
  const bodies = await Promise.all(requests.map(({ id }) => server.requests.get({ id })));
  expect(bodies.map(({ request }) => request?.body.json)).toEqual(
    [5, 4, 3].map((MaxResults) => ({ ...list(), MaxResults })),
  );
  expect(await server.requests.clear()).toEqual({ removed: 3 });
  expect(await server.requests.list()).toEqual({ requests: [] });
  await callRaw(server, ALPHA, 'ListOpportunities', list());
  expect((await server.requests.list()).requests).toHaveLength(1);
});

test('without a journal the actions say so', async () => {
  const server = await startServer({ journal: 0 });
  await callRaw(server, ALPHA, 'ListOpportunities', list());
  await expect(server.requests.list()).rejects.toThrow('--journal 1000');
  await expect(startServer({ journal: -1 })).rejects.toThrow('from 0 to 100000');
});

test('a call that is not there is not found', async () => {
  const server = await startServer();
  await expect(server.requests.get({ id: 'gone' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('with signatures, a call without one is there as denied, and shows what the signature covers but not the signature', async () => {
  const server = await startStrictServer();
  const target = { 'x-amz-target': 'AWSPartnerCentralSelling.ListOpportunities' };
  await fetch(server.endpoint, { method: 'POST', headers: target, body: '{}' });
  await clientOf(server, ALPHA).listOpportunities({ Catalog: 'AWS' });
  const { requests } = await server.requests.list();
  expect(requests.map(({ outcome, account }) => [outcome, account])).toEqual([
    ['ok', ALPHA],
    ['denied', undefined],
  ]);
  const signed = await server.requests.get({ id: requests[0]?.id ?? '' });
  expect(signed.request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=1{12}\/\d{8}\/us-east-1\/partnercentral-selling\/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=\(redacted\)$/,
  );
});

test('with signatures, bodies are kept only while the operator wants them; why a call was refused always is', async () => {
  const server = await startStrictServer();
  const alpha = clientOf(server, ALPHA);
  const ask = async () => {
    await alpha.listOpportunities({ Catalog: 'AWS' });
    const [newest] = (await server.requests.list()).requests;
    return server.requests.get({ id: newest?.id ?? '' });
  };
  const unkept = await ask();
  expect(unkept.request?.body).toEqual({ note: expect.stringContaining('cosell requests bodies') });
  expect(unkept.response.body.json).toBeUndefined();
  expect(await server.requests.bodies({ minutes: 5 })).toMatchObject({ kept: true });
  const kept = await ask();
  expect(kept.request?.body.json).toEqual({ Catalog: 'AWS' });
  expect(kept.response.body.json).toMatchObject({ OpportunitySummaries: [] });
  expect(await server.requests.bodies({ minutes: 0 })).toEqual({ kept: false });
  expect((await ask()).request?.body.json).toBeUndefined();

  await errorOf(alpha.getOpportunity({ Catalog: 'AWS', Identifier: 'O1' }));
  const [refused] = (await server.requests.list()).requests;
  const detail = await server.requests.get({ id: refused?.id ?? '' });
  expect(detail.request?.body.json).toBeUndefined();
  expect(detail.response.body.json).toMatchObject({ __type: 'ResourceNotFoundException' });
  expect(detail.resources).toEqual([expect.stringMatching(/^arn:aws:partnercentral:.*opportunity\/O1$/)]);
  expect(detail.catalog).toBe('AWS');
});

test('listeners get each call until they leave', () => {
  const journal = journalWith(2);
  const heard: string[] = [];
  const leave = journal.onEntry(({ id }) => heard.push(id));
  const answer = { status: 200, headers: {}, body: '{}' };
  const bytes = Buffer.from(answer.body);
  for (const id of ['one', 'two', 'three']) journal.answered({ id, answer, bytes, milliseconds: 1 });
  leave();
  journal.answered({ id: 'four', answer, bytes, milliseconds: 1 });
  expect(heard).toEqual(['one', 'two', 'three']);
});

test('bodies take 32 KiB per call on average at most: the oldest are dropped, and a long one is cut', async () => {
  const journal = journalWith(4);
  const call = (id: string, body: string) =>
    journal.answered({
      id,
      answer: { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' },
      bytes: Buffer.from('{}'),
      milliseconds: 1,
      request: { method: 'POST', url: '/', headers: {}, body: Buffer.from(body) },
    });
  const bodyOf = async (id: string) => (await journal.get(id))?.request?.body;
  call('long', 'x'.repeat(200_000));
  const cut = await bodyOf('long');
  expect(cut?.text).toHaveLength(65_536);
  expect(cut?.note).toContain('64 KiB');
  for (const id of ['two', 'three', 'four']) call(id, JSON.stringify({ a: 'y'.repeat(50_000) }));
  expect((await bodyOf('long'))?.note).toContain('room for newer');
  expect((await bodyOf('four'))?.json).toMatchObject({ a: expect.any(String) });
  expect((await journal.list({}, { limit: 10 })).requests).toHaveLength(4);
});

test('others have their turn while a list reads the bodies of many calls', async () => {
  const journal = journalWith(500);
  const names = Array.from({ length: 3_000 }, (_, index) => `{"Arn":"O${index}"}`).join();
  for (let call = 0; call < 500; call += 1) {
    journal.answered({
      id: String(call),
      answer: { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' },
      bytes: Buffer.from('{}'),
      milliseconds: 1,
      request: { method: 'POST', url: '/', headers: {}, body: Buffer.from(names) },
    });
  }
  let [turns, isOver] = [0, false];
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  // Each body has this at the end of a name, but not as a name.
  const { requests } = await journal.list({ resource: '7' }, { limit: 10 });
  isOver = true;
  expect(requests).toEqual([]);
  expect(turns).toBeGreaterThan(1);
});

test('calls are found by what their bodies name, in JSON beside any text, in forms with escapes and in answers', async () => {
  const journal = journalWith(10);
  const call = (id: string, contentType: string, body: string, answer = '{}') =>
    journal.answered({
      id,
      answer: { status: 200, headers: {}, body: answer },
      bytes: Buffer.from(answer),
      milliseconds: 1,
      request: {
        method: 'POST',
        url: '/',
        headers: { 'content-type': contentType },
        body: Buffer.from(body),
      },
    });
  const role = 'arn:aws:iam::111122223333:role/reader';
  call('json', 'application/json', '{"Name":"Zoë 🍞 é","Catalog":"AWS","Identifier":"O7"}');
  call(
    'form',
    'application/x-www-form-urlencoded',
    new URLSearchParams({ Name: 'é', RoleArn: role }).toString(),
  );
  call('answer', 'application/json', '{}', '{"Name":"ü","Id":"O8"}');
  const found = async (resource: string) =>
    (await journal.list({ resource }, { limit: 10 })).requests.map(({ id }) => id);
  expect(await found('O7')).toEqual(['json']);
  expect(await found(role)).toEqual(['form']);
  expect(await found('reader')).toEqual(['form']);
  expect(await found('O8')).toEqual(['answer']);
  expect(await found('é')).toEqual([]);
  expect((await journal.get('json'))?.request?.body.json).toMatchObject({ Name: 'Zoë 🍞 é' });
});

test('a call that asks not to be noted is left out if it succeeds, and is there if it fails', async () => {
  const server = await startServer();
  const headers = { 'x-cosell-journal': 'off' };
  await callRaw(server, ALPHA, 'ListOpportunities', list(), headers);
  await callRaw(server, ALPHA, 'GetOpportunity', { Catalog: 'AWS', Identifier: 'O7' }, headers);
  const { requests } = await server.requests.list();
  expect(requests.map(({ operation }) => operation)).toEqual(['GetOpportunity']);
});
