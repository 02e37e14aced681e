import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { refer } from '../../support/data.ts';
import { PARENT, type SentSpan, startOtlpReceiver, TRACE, traceparent } from '../../support/otlp.ts';
import { underTest } from '../../support/postgres.ts';
import { startProgram } from '../../support/program.ts';
import { startReceiver, status } from '../../support/receiver.ts';
import { ALPHA, clientOf, startServer, temporaryFolder } from '../../support/server.ts';

const call = async (server: { endpoint: string }, operation: string, input: object, headers: object = {}) => {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      authorization: `AWS4-HMAC-SHA256 Credential=${ALPHA}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x`,
      ...headers,
    },
    body: JSON.stringify({ Catalog: 'Sandbox', ...input }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
};

const withEnvironment = (values: Record<string, string>): void => {
  Object.assign(process.env, values);
  onTestFinished(() => {
    for (const name of Object.keys(values)) delete process.env[name];
  });
};

/** Accepts a referral as part of a trace, and closes the server. */
const acceptTraced = async (url: string, flags = '01') => {
  const server = await startServer({ traces: url });
  const { invitationId } = await refer(clientOf(server, ALPHA));
  const { json } = await call(
    server,
    'StartEngagementByAcceptingInvitationTask',
    { ClientToken: 'token', Identifier: invitationId },
    { traceparent: traceparent(flags), tracestate: 'vendor=1' },
  );
  expect(json.TaskStatus).toBe('COMPLETE');
  await server.close();
};

const STEPS = ['accept the invitation', 'create the opportunity', 'copy details for tracking'];
const named = (spans: readonly SentSpan[], name: string): SentSpan => {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`There is no span ${name}, but ${spans.map((span) => span.name).join(', ')}`);
  return found;
};

test('a request is a span of its caller’s trace, with its transactions; the steps of its task are linked to it', async () => {
  const receiver = await startOtlpReceiver();
  await acceptTraced(receiver.url);
  const spans = receiver.spans();
  const request = named(spans, 'partnercentral-selling/StartEngagementByAcceptingInvitationTask');
  expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2 });
  expect(request.attributes).toMatchObject({
    ...{ 'rpc.system.name': 'aws-api', 'http.request.method': 'POST', 'http.response.status_code': 200 },
    'cosell.account': ALPHA,
  });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId);
  expect(statements.length).toBeGreaterThan(0);
  for (const { kind, attributes } of statements) {
    expect(kind).toBe(3);
    expect(attributes['db.system.name']).toBe(
      process.env.COSELL_TEST_STORE === 'postgres' ? 'postgresql' : 'sqlite',
    );
    expect(attributes['db.query.text']).not.toContain(ALPHA);
  }
  expect(statements.map(({ attributes }) => attributes['db.query.summary']).join()).toContain('insert tasks');
  const job = spans.find(({ name, links }) => name === 'run-task' && links[0]?.spanId === request.spanId);
  expect(job).toMatchObject({ kind: 5, links: [{ traceId: TRACE }] });
  expect(job?.traceId).not.toBe(TRACE);
  for (const [index, name] of STEPS.entries()) {
    const step = named(spans, name);
    expect(step).toMatchObject({ kind: 1, traceId: job?.traceId, parentSpanId: job?.spanId });
    expect(step.links).toMatchObject([{ traceId: TRACE, spanId: request.spanId }]);
    expect(Number(step.attributes['cosell.task.step'])).toBe(index + 1);
    expect(spans.some(({ parentSpanId, kind }) => parentSpanId === step.spanId && kind === 3)).toBe(true);
  }
});

test('what a caller does not sample is not sent, nor what it causes', async () => {
  const receiver = await startOtlpReceiver();
  await acceptTraced(receiver.url, '00');
  const names = receiver.spans().map(({ name }) => name);
  expect(names).toContain('partnercentral-selling/CreateOpportunity');
  for (const step of STEPS) expect(names).not.toContain(step);
});

test('a sampler of the environment decides', async () => {
  withEnvironment({ OTEL_TRACES_SAMPLER: 'always_off' });
  const receiver = await startOtlpReceiver();
  await acceptTraced(receiver.url);
  expect(receiver.received).toEqual([]);
  withEnvironment({ OTEL_TRACES_SAMPLER: 'sometimes' });
  await expect(startServer({ traces: receiver.url })).rejects.toThrow('OTEL_TRACES_SAMPLER is sometimes');
});

test('OpenTelemetry’s limits cut texts of attributes, and leave attributes out; those of spans count first', async () => {
  withEnvironment({
    OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '3',
    OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '20',
    OTEL_ATTRIBUTE_COUNT_LIMIT: '2',
  });
  const receiver = await startOtlpReceiver();
  await acceptTraced(receiver.url);
  const spans = receiver.spans();
  const step = named(spans, STEPS[0] ?? '');
  expect(step.attributes).toEqual({
    'cosell.task.operation': 'StartEngagementByAcceptingInvitationTask'.slice(0, 20),
    'cosell.task.step': 1,
  });
  const statement = spans.find(({ kind }) => kind === 3);
  expect(Object.keys(statement?.attributes ?? {})).toEqual(['db.system.name', 'db.query.text']);
  expect(statement?.attributes['db.query.text']).toHaveLength(20);
  expect(statement?.droppedAttributesCount).toBeGreaterThan(0);
});

test('a hostile traceparent begins a trace of its own', async () => {
  const receiver = await startOtlpReceiver();
  const server = await startServer({ traces: receiver.url });
  const hostile = [
    ...[
      '',
      'x',
      `ff-${TRACE}-${PARENT}-01`,
      `00-${'0'.repeat(32)}-${PARENT}-01`,
      `00-${TRACE}-${'0'.repeat(16)}-01`,
    ],
    ...[`00-${TRACE}-${PARENT}-01-more`, `00-${TRACE.toUpperCase()}-${PARENT}-01`, 'a'.repeat(9_000)],
  ];
  for (const text of hostile) {
    const headers = { traceparent: text, tracestate: '=,=,'.repeat(500) };
    expect((await call(server, 'ListSolutions', {}, headers)).status).toBe(200);
  }
  await server.close();
  const requests = receiver.spans().filter(({ name }) => name.endsWith('ListSolutions'));
  expect(requests).toHaveLength(hostile.length);
  expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(hostile.length);
  for (const { parentSpanId, traceId } of requests) {
    expect(parentSpanId ?? '').toBe('');
    expect(traceId).not.toBe(TRACE);
  }
});

test('a delivery is a span that the target is told of', async () => {
  const receiver = await startOtlpReceiver();
  const target = await startReceiver();
  const server = await startServer({
    traces: receiver.url,
    webhooks: [{ name: 'hook', url: target.url, secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }],
  });
  await refer(clientOf(server, ALPHA));
  while (target.received.length === 0) await sleep(20);
  await server.close();
  const [first] = target.received;
  const [, traceId, spanId] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(first?.headers.traceparent ?? '') ?? [];
  const sent = receiver.spans().find((span) => span.spanId === spanId);
  expect(sent).toMatchObject({ name: 'send event', kind: 4, traceId });
  expect(sent?.attributes).toMatchObject({
    'cosell.account': expect.stringMatching(/^(aws|\d{12})$/),
    'cosell.target.kind': 'webhook',
  });
});

test('a receiver that fails hurts no request, and no shutdown', async () => {
  const receiver = await startOtlpReceiver(status(400));
  await acceptTraced(receiver.url);
  expect(receiver.received.length).toBeGreaterThan(0);
  await acceptTraced('http://127.0.0.1:1/v1/traces');
});

test('after a kill -9, another process links a job to the request that enqueued it', async () => {
  const receiver = await startOtlpReceiver();
  const location = await underTest({ folder: await temporaryFolder() });
  const place =
    typeof location === 'object' && 'databaseUrl' in location
      ? ['--database-url', location.databaseUrl]
      : ['--data', typeof location === 'object' ? location.folder : location];
  const begin = () =>
    startProgram(['serve', '--port', '0', ...place], { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
  const post = (endpoint: string, path: string, body: object) =>
    fetch(`${endpoint}/_cosell/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', traceparent: traceparent() },
    });
  const first = begin();
  const referred = await post(await first.ready(), 'referrals', { account: ALPHA, catalog: 'Sandbox' });
  expect(referred.status).toBeLessThan(300);
  first.child.kill('SIGKILL');
  await first.ended();
  const second = begin();
  const endpoint = await second.ready();
  const moved = await post(endpoint, 'clock/advance', { by: '31d' });
  expect(moved.status, await moved.clone().text()).toBeLessThan(300);
  const expired = async () => {
    const { json } = await call({ endpoint }, 'ListEngagementInvitations', { ParticipantType: 'RECEIVER' });
    return (json.EngagementInvitationSummaries as { Status: string }[]).every(
      ({ Status }) => Status === 'EXPIRED',
    );
  };
  while (!(await expired())) await sleep(50);
  second.child.kill('SIGTERM');
  expect(await second.ended()).toBe(0);
  const job = named(receiver.spans(), 'expire-invitation');
  expect(job.links).toMatchObject([{ traceId: TRACE }]);
});

test('without an endpoint, targets are sent no traceparent', async () => {
  const target = await startReceiver();
  const server = await startServer({
    webhooks: [{ name: 'hook', url: target.url, secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }],
  });
  await refer(clientOf(server, ALPHA));
  while (target.received.length === 0) await sleep(20);
  expect(target.received[0]?.headers.traceparent).toBeUndefined();
});
