import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { counted } from '../../../src/model/metrics/counted.ts';
import { gauged } from '../../../src/model/metrics/gauged.ts';
import { lintMetrics, scrape, sumOf } from '../../support/metrics.ts';
import { addFault, referBy } from '../../support/operator.ts';
import { ok, startReceiver, status } from '../../support/receiver.ts';
import { ALPHA, clientOf, errorOf, startServer } from '../../support/server.ts';

const Catalog = 'Sandbox';
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const accepting = {
  service: 'partnercentral-selling',
  operation: 'StartEngagementByAcceptingInvitationTask',
};

/** A server in which everything happens that is counted. */
const startBusyServer = async () => {
  const well = await startReceiver(ok);
  const ill = await startReceiver(status(410));
  const server = await startServer({
    allowPrivateTargets: true,
    webhooks: [
      { name: 'well', url: well.url, secret },
      { name: 'ill', url: ill.url, secret },
    ],
  });
  const client = clientOf(server, ALPHA);
  const accept = async () => {
    const { invitationId } = await referBy(server, { account: ALPHA, catalog: Catalog });
    return client.startEngagementByAcceptingInvitationTask({
      Catalog,
      Identifier: String(invitationId),
      ClientToken: randomUUID(),
    });
  };
  return { server, client, accept, well, ill };
};

test('every metric is told, with what caused it', async () => {
  const { server, client, accept } = await startBusyServer();
  expect(await accept()).toMatchObject({ TaskStatus: 'COMPLETE' });
  await addFault(server, {
    operation: accepting.operation,
    step: 'create the opportunity',
    fail: 'OpportunityValidationFailed',
  });
  expect(await accept()).toMatchObject({ TaskStatus: 'FAILED' });
  await errorOf(client.getOpportunity({ Catalog, Identifier: 'O1234567' }));

  const { families, text } = await vi.waitFor(async () => {
    const told = await scrape(server);
    expect(sumOf(told.families, 'cosell_deliveries_total', { outcome: 'delivered' })).toBeGreaterThan(0);
    expect(sumOf(told.families, 'cosell_deliveries_total', { outcome: 'ERROR_FROM_TARGET' })).toBeGreaterThan(
      0,
    );
    return told;
  }, 20_000);
  const names = [...Object.values(counted), ...Object.values(gauged)].map(({ name }) => name);
  expect(names.filter((name) => !families.has(name))).toEqual([]);
  expect(lintMetrics(families.values())).toEqual([]);

  const value = (name: string, labels?: Record<string, string>) => sumOf(families, `cosell_${name}`, labels);
  expect(value('requests_total', { ...accepting, outcome: 'ok' })).toBe(2);
  expect(value('request_duration_seconds_count', accepting)).toBe(2);
  expect(value('request_duration_seconds_bucket', { ...accepting, le: '+Inf' })).toBe(2);
  expect(value('requests_total', { operation: 'GetOpportunity', outcome: 'ResourceNotFoundException' })).toBe(
    1,
  );
  expect(value('requests_total', { service: 'cosell', operation: 'refer', outcome: 'ok' })).toBeGreaterThan(
    0,
  );
  const task = accepting.operation;
  expect(value('tasks_ended_total', { task, outcome: 'COMPLETE', reason: '' })).toBe(1);
  expect(value('tasks_ended_total', { task, outcome: 'FAILED', reason: 'OpportunityValidationFailed' })).toBe(
    1,
  );
  expect(value('task_steps_total', { task, step: 'accept the invitation', outcome: 'done' })).toBe(2);
  expect(value('task_step_duration_seconds_count', { task })).toBeGreaterThanOrEqual(4);
  expect(value('snapshot_job_invocations_total')).toBe(1);
  // The account's settings name no role, which it has to mend.
  expect(value('snapshot_job_errors_total')).toBe(1);
  expect(value('snapshot_job_faults_total')).toBe(0);
  expect(value('delivery_duration_seconds_count', { target: 'webhook' })).toBeGreaterThan(1);
  expect(value('store_transactions_total', { outcome: 'committed' })).toBeGreaterThan(5);
  expect(value('store_commits_total')).toBeGreaterThan(0);
  expect(value('store_commits_total')).toBeLessThanOrEqual(
    value('store_transactions_total', { outcome: 'committed' }),
  );
  expect(value('ready')).toBe(1);
  expect(value('build_info')).toBe(1);
  expect(value('http_connections')).toBeGreaterThan(0);
  expect(families.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  expect(families.has('process_resident_memory_bytes')).toBe(true);
  expect(text).not.toContain(ALPHA);
});

test('OpenMetrics is told to who asks for it', async () => {
  const server = await startServer();
  await clientOf(server, ALPHA).listOpportunities({ Catalog });
  const asPrometheus = await scrape(
    server,
    'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4',
  );
  expect(asPrometheus.contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  expect(asPrometheus.text.endsWith('# EOF\n')).toBe(true);
  expect(asPrometheus.families.get('cosell_requests')?.type).toBe('counter');
  expect(sumOf(asPrometheus.families, 'cosell_requests_total', { operation: 'ListOpportunities' })).toBe(1);
  for (const accept of ['*/*', 'text/plain', 'application/openmetrics-text;q=0, text/plain']) {
    const { contentType, families } = await scrape(server, accept);
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(families.get('cosell_requests_total')?.type).toBe('counter');
    expect(families.get('process_cpu_seconds_total')?.type).toBe('counter');
  }
});

test('nothing that a caller writes becomes a label', async () => {
  const server = await startServer();
  const hostile = ['x"} 1', 'back\\slash', 'GetOpportunity"', '../../etc', 'a'.repeat(5_000), ALPHA];
  for (const name of hostile) {
    for (const prefix of ['AWSPartnerCentralSelling.', 'AWSEvents.', 'Unknown.', '']) {
      await fetch(`${server.endpoint}/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'x-amz-target': `${prefix}${name}`, 'user-agent': name },
        body: JSON.stringify({ Catalog: name, Identifier: name }),
      });
    }
    await fetch(server.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: name, Version: '2011-06-15' }).toString(),
    });
    await fetch(`${server.endpoint}/_cosell/${encodeURIComponent(name)}`);
  }
  const { families, text } = await scrape(server);
  const operations = families.get('cosell_requests_total')?.samples.map(({ labels }) => labels.operation);
  expect(new Set(operations)).toEqual(new Set(['unknown']));
  for (const name of hostile) expect(text).not.toContain(name.slice(0, 100));
  expect(lintMetrics(families.values())).toEqual([]);
});

test('a token with the scope metrics reads the metrics, and nothing else', async () => {
  const server = await startServer({ operatorToken: 'the-token-of-the-operator-0123456789' });
  const admin = { authorization: 'Bearer the-token-of-the-operator-0123456789' };
  const created = await fetch(`${server.endpoint}/_cosell/tokens`, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'prometheus', scope: 'metrics' }),
  });
  const { token } = (await created.json()) as { token: string };
  const get = async (path: string, headers: Record<string, string>) =>
    (await fetch(`${server.endpoint}/_cosell/${path}`, { headers })).status;
  const limited = { authorization: `Bearer ${token}` };
  expect(await get('metrics', {})).toBe(401);
  expect(await get('metrics', admin)).toBe(200);
  expect(await get('metrics', limited)).toBe(200);
  for (const path of ['events', 'tasks', 'requests', 'live', 'events/stream', 'openapi.json', 'accounts']) {
    expect([path, await get(path, limited)]).toEqual([path, 403]);
  }
});

test('a hundred scrapes at once cost one reading of the database', async () => {
  const server = await startServer();
  const before = sumOf((await scrape(server)).families, 'cosell_store_transactions_total');
  const texts = await Promise.all(Array.from({ length: 100 }, () => scrape(server).then(({ text }) => text)));
  expect(new Set(texts).size).toBeLessThanOrEqual(2);
  expect(sumOf((await scrape(server)).families, 'cosell_store_transactions_total')).toBe(before);
});

test('calls beyond a quota are counted by its class', async () => {
  const server = await startServer({ quotas: 'aws' });
  const client = clientOf(server, ALPHA);
  const calls = Array.from({ length: 60 }, () =>
    client.listOpportunities({ Catalog }).catch((error) => error.name),
  );
  const refused = (await Promise.all(calls)).filter((answer) => answer === 'ThrottlingException').length;
  const { families } = await scrape(server);
  expect(refused).toBeGreaterThan(0);
  expect(sumOf(families, 'cosell_throttled_total')).toBe(refused);
  expect(sumOf(families, 'cosell_requests_total', { outcome: 'ThrottlingException' })).toBe(refused);
});
