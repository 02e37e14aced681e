import { expect, test } from 'vitest';
import { opportunity } from '../../support/data.ts';
import { eventually, withStore } from '../../support/engine.ts';
import { startOtlpReceiver, TRACE, traceparent } from '../../support/otlp.ts';
import { underTest } from '../../support/postgres.ts';
import { startProgram } from '../../support/program.ts';
import { type Answer, ok, type Received, startReceiver, status } from '../../support/receiver.ts';
import { ALPHA, BETA, startServer, temporaryFolder } from '../../support/server.ts';
import { putDestination, putRuleWithTarget, webhook } from '../../support/targets.ts';

const headers = (account: string, operation: string) => ({
  'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
  'content-type': 'application/x-amz-json-1.0',
  authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x`,
  traceparent: traceparent(),
});

/** Creates an opportunity of an account, as part of TRACE. */
const create = async (server: { endpoint: string }, account = ALPHA): Promise<void> => {
  const response = await fetch(server.endpoint, {
    ...{ method: 'POST', headers: headers(account, 'CreateOpportunity') },
    body: JSON.stringify(opportunity({ ClientToken: crypto.randomUUID() })),
  });
  expect(response.status, await response.text()).toBe(200);
};

/** Makes a folder whose server delivers all events of these accounts to an API destination. */
const withDestination = async (url: string, accounts: readonly string[]): Promise<string> => {
  const data = await temporaryFolder();
  await withStore(data, (store) =>
    store.transaction(async (tx) => {
      for (const account of accounts) {
        const Arn = await putDestination(tx, 'receiver', { url }, undefined, { account });
        await putRuleWithTarget(tx, 'all', { Arn }, { account });
      }
    }),
  );
  return data;
};

const partsOf = (received: Received | undefined) => {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])$/.exec(received?.headers.traceparent ?? '') ?? [];
  return { traceId, spanId, flags };
};

test('an API destination of the account is called within the trace of what caused the event, also after a restart', async () => {
  const traces = await startOtlpReceiver();
  let isAway = true;
  const answer: Answer = (response, ...rest) =>
    isAway ? response.writeHead(503).end() : ok(response, ...rest);
  const destination = await startReceiver(answer);
  const data = await withDestination(destination.url, [ALPHA]);
  const first = await startServer({ data, traces: traces.url });
  await create(first);
  await eventually(() => destination.received.length > 0);
  await first.close();
  isAway = false;
  const before = destination.received.length;
  const second = await startServer({ data, traces: traces.url, deliveries: 10 });
  await eventually(() => destination.received.length > before);
  const { deliveries } = await eventuallyListed(second);
  await second.close();

  const request = traces.spans().find(({ name }) => name.endsWith('/CreateOpportunity'));
  for (const received of destination.received) {
    const { traceId, spanId, flags } = partsOf(received);
    expect({ traceId, flags }).toEqual({ traceId: TRACE, flags: '01' });
    const span = traces.spans().find((one) => one.spanId === spanId);
    expect(span).toMatchObject({ name: 'send event', parentSpanId: request?.spanId, links: [] });
  }
  expect(deliveries).toMatchObject([{ outcome: 'delivered', traceId: TRACE }]);
});

const eventuallyListed = async (server: { endpoint: string }) => {
  const list = async () => {
    const response = await fetch(`${server.endpoint}/_cosell/deliveries`);
    return (await response.json()) as { deliveries: { outcome: string; traceId?: string }[] };
  };
  await eventually(async () => (await list()).deliveries.length > 0);
  return list();
};

test('another account’s target is told of a trace of its own, which is linked to the cause', async () => {
  const traces = await startOtlpReceiver();
  const destination = await startReceiver();
  const data = await withDestination(destination.url, [BETA]);
  const server = await startServer({ data, traces: traces.url });
  const referred = await fetch(`${server.endpoint}/_cosell/referrals`, {
    ...{ method: 'POST', body: JSON.stringify({ account: BETA, catalog: 'Sandbox' }) },
    headers: { 'content-type': 'application/json', traceparent: traceparent() },
  });
  expect(referred.status, await referred.text()).toBeLessThan(300);
  await eventually(() => destination.received.length > 0);
  await server.close();
  const { traceId, spanId } = partsOf(destination.received[0]);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(traceId).not.toBe(TRACE);
  const span = traces.spans().find((one) => one.spanId === spanId);
  expect(span?.parentSpanId).toBeUndefined();
  expect(span?.links).toMatchObject([{ traceId: TRACE }]);
});

test('a webhook, which is the operator’s, is called within the trace; what is not sampled stays so', async () => {
  const traces = await startOtlpReceiver();
  const target = await startReceiver();
  const server = await startServer({ traces: traces.url, webhooks: [webhook('hook', target.url)] });
  await create(server);
  await eventually(() => target.received.length > 0);
  expect(partsOf(target.received[0])).toMatchObject({ traceId: TRACE, flags: '01' });
  const unsampled = { ...headers(ALPHA, 'CreateOpportunity'), traceparent: traceparent('00') };
  await fetch(server.endpoint, {
    ...{ method: 'POST', headers: unsampled },
    body: JSON.stringify(opportunity({ ClientToken: 'other' })),
  });
  await eventually(() => target.received.length > 1);
  expect(partsOf(target.received[1])).toMatchObject({ traceId: TRACE, flags: '00' });
  await server.close();
  expect(traces.spans().filter(({ name }) => name === 'send event')).toHaveLength(1);
});

test('an event that nobody traced has no cause, and its delivery a trace of its own', async () => {
  const destination = await startReceiver();
  const data = await withDestination(destination.url, [ALPHA]);
  const untraced = await startServer({ data });
  await create(untraced);
  await eventually(() => destination.received.length > 0);
  expect(destination.received[0]?.headers.traceparent).toBeUndefined();
  await untraced.close();
  const rows = await withStore(data, (store) => store.reads.selectFrom('events').selectAll().execute());
  expect(rows).toMatchObject([{ trace: null, traced_for: null }]);
});

test('the line of the log has the trace of the attempt, and no name of a rule', async () => {
  const traces = await startOtlpReceiver();
  const destination = await startReceiver(status(400));
  const data = await withDestination(destination.url, [ALPHA]);
  const location = await underTest({ folder: data });
  const place =
    typeof location === 'object' && 'databaseUrl' in location
      ? ['--database-url', location.databaseUrl]
      : ['--data', data];
  const program = startProgram(['serve', '--port', '0', '--allow-private-targets', ...place], {
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.endpoint,
  });
  await create({ endpoint: await program.ready() });
  await eventually(() => destination.received.length > 0);
  program.child.kill('SIGTERM');
  expect(await program.ended()).toBe(0);
  const text = program.stderr.split('\n').find((line) => line.includes('event given up')) ?? '{}';
  const line = JSON.parse(text);
  expect(line).toMatchObject({
    ...{ level: 40, account: ALPHA, kind: 'apiDestination', error: 'ERROR_FROM_TARGET', status: 400 },
    ...{ attempt: 1, trace_id: TRACE },
  });
  expect(traces.spans().map(({ spanId }) => spanId)).toContain(line.span_id);
  expect(text).not.toContain('rule/');
});
