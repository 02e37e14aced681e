import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, test, vi } from 'vitest';
import type { CosellOptions } from '../../../src/index.ts';
import { opportunity } from '../../support/data.ts';
import { serve } from '../../support/process.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../../support/server.ts';
import { startStrictServer, userWith } from '../../support/strict.ts';
import { stsOf } from '../../support/sts.ts';
import { exchange, send, target } from '../../support/wire.ts';

interface Line {
  [member: string]: unknown;
  eventName?: string;
  userIdentity: Record<string, unknown>;
  additionalEventData: Record<string, unknown>;
}

const linesOf = async (file: string): Promise<Line[]> => {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

/** Starts a server with an audit log, and returns how to read it once the server is closed. */
const auditedServer = async (options: CosellOptions = {}, start = startServer) => {
  const auditLog = join(await temporaryFolder(), 'audit.log');
  const server = await start({ ...options, auditLog });
  const closeAndRead = async () => {
    await server.close();
    return linesOf(auditLog);
  };
  return { ...server, auditLog, closeAndRead };
};

const strict = (options: CosellOptions = {}) => auditedServer(options, startStrictServer);

/** A trust policy that lets a user of Alpha assume the role, without tags and source identity. */
const trusting = (user: string): object => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ALPHA}:user/${user}` }, Action: 'sts:AssumeRole' },
  ],
});

describe('the audit log', () => {
  test('tells who called what, on which resource, from where, and what was decided', async () => {
    const users = [userWith(ALPHA, 'reader', { Action: 'partnercentral:Get*' })];
    const server = await strict({ users });
    const { Id } = await clientOf(server, ALPHA).createOpportunity(opportunity());
    const { $metadata } = await clientOf(server, 'reader').getOpportunity({
      Catalog: 'Sandbox',
      Identifier: Id,
    });
    await errorOf(clientOf(server, 'reader').listOpportunities({ Catalog: 'Sandbox' }));
    const [create, get, list] = await server.closeAndRead();
    expect(create).toMatchObject({
      eventSource: 'partnercentral-selling.amazonaws.com',
      eventName: 'CreateOpportunity',
      eventType: 'AwsApiCall',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringContaining('aws-sdk-js'),
      userIdentity: { type: 'Root', accountId: ALPHA, arn: `arn:aws:iam::${ALPHA}:root`, accessKeyId: ALPHA },
      readOnly: false,
      recipientAccountId: ALPHA,
      additionalEventData: {
        decision: 'allowed',
        httpStatusCode: 200,
        node: expect.stringMatching(/.\/\d+$/),
      },
    });
    expect(create).not.toHaveProperty('errorCode');
    expect(get).toMatchObject({
      eventName: 'GetOpportunity',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestID: $metadata.requestId,
      userIdentity: { type: 'IAMUser', userName: 'reader', accessKeyId: 'reader', accountId: ALPHA },
      resources: [{ ARN: `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/opportunity/${Id}` }],
      readOnly: true,
    });
    expect(list).toMatchObject({
      eventName: 'ListOpportunities',
      errorCode: 'AccessDeniedException',
      additionalEventData: {
        decision: 'denied',
        action: 'partnercentral:ListOpportunities',
        httpStatusCode: 400,
      },
    });
  });

  test('tells of requests that are not authenticated, unknown or unreadable, without their text', async () => {
    const server = await strict();
    const stranger = new PartnerCentralSelling({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDNOBODY', secretAccessKey: 'x' },
      maxAttempts: 1,
    });
    await errorOf(stranger.listOpportunities({ Catalog: 'Sandbox' }));
    await send(server, {
      headers: { ...target('SomethingElse'), 'user-agent': `x\n${'y'.repeat(3000)}`.replace('\n', ' ') },
    });
    await exchange(server, 'NOT HTTP AT ALL\r\n\r\n');
    const lines = await server.closeAndRead();
    expect(lines).toMatchObject([
      {
        eventName: 'ListOpportunities',
        errorCode: 'UnrecognizedClientException',
        userIdentity: { type: 'Unknown', accessKeyId: 'AKIDNOBODY' },
        additionalEventData: { decision: 'refused' },
      },
      { errorCode: 'UnknownOperationException', additionalEventData: { decision: 'refused' } },
      { errorCode: 'SerializationException', sourceIPAddress: '127.0.0.1' },
    ]);
    expect(lines[0]?.userIdentity).not.toHaveProperty('accountId');
    expect(lines[1]).not.toHaveProperty('eventName');
    expect(lines[1]?.userAgent).toHaveLength(256);
  });

  test('names the role and session of temporary keys, and the services by their sources', async () => {
    const server = await auditedServer();
    const RoleArn = `arn:aws:iam::${BETA}:role/Connector`;
    const { Credentials } = await stsOf(server, ALPHA).assumeRole({ RoleArn, RoleSessionName: 'crm-sync' });
    await stsOf(server, Credentials).getCallerIdentity();
    const [assume, identity] = await server.closeAndRead();
    expect(assume).toMatchObject({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      resources: [{ ARN: RoleArn }],
      additionalEventData: { decision: 'allowed' },
    });
    expect(identity).toMatchObject({
      eventName: 'GetCallerIdentity',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${BETA}:assumed-role/Connector/crm-sync`,
        accessKeyId: Credentials?.AccessKeyId,
        sessionContext: { sessionIssuer: { type: 'Role', arn: RoleArn } },
      },
    });
  });

  test('tells which role was to be assumed, and whether that was allowed', async () => {
    const role = { account: ALPHA, name: 'crm', policies: [], trustPolicy: trusting('ana') };
    const users = [userWith(ALPHA, 'ana'), userWith(ALPHA, 'ben')];
    const server = await strict({ users, roles: [role] });
    const RoleArn = `arn:aws:iam::${ALPHA}:role/crm`;
    const request = { RoleArn, RoleSessionName: 'sync' };
    const { Credentials } = await stsOf(server, 'ana').assumeRole(request);
    await errorOf(stsOf(server, 'ben').assumeRole(request));
    await errorOf(stsOf(server, ALPHA).assumeRole(request));
    const Tags = [{ Key: 'team', Value: 'north' }];
    await errorOf(stsOf(server, 'ana').assumeRole({ ...request, Tags }));
    await errorOf(stsOf(server, 'ana').assumeRole({ ...request, SourceIdentity: 'ana' }));
    await stsOf(server, Credentials).getCallerIdentity();
    await errorOf(stsOf(server, Credentials).getSessionToken());
    await stsOf(server, 'ana').getSessionToken();
    const lines = await server.closeAndRead();
    const resources = [{ ARN: RoleArn }];
    const denied = (action: string) => ({ resources, additionalEventData: { decision: 'denied', action } });
    expect(lines).toMatchObject([
      { eventName: 'AssumeRole', resources, additionalEventData: { decision: 'allowed' } },
      denied('sts:AssumeRole'),
      denied('sts:AssumeRole'),
      denied('sts:TagSession'),
      denied('sts:SetSourceIdentity'),
      { eventName: 'GetCallerIdentity', additionalEventData: { decision: 'allowed' } },
      { additionalEventData: { decision: 'denied', action: 'sts:GetSessionToken' } },
      { eventName: 'GetSessionToken', additionalEventData: { decision: 'allowed' } },
    ]);
  });

  test('tells what the operator did, and who was refused as one', async () => {
    const server = await auditedServer({ operatorToken: 'a-token' });
    const call = (path: string, init: RequestInit = {}, token = 'a-token') =>
      fetch(`${server.endpoint}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
    await call(`/_cosell/accounts/${ALPHA}`, { method: 'PUT', body: '{"companyName":"Alpha"}' });
    await call('/_cosell/events?account=none', {}, 'another');
    await call('/_cosell/accounts/secret%20text', { method: 'PUT', body: '{}' });
    await call('/_cosell/no/such/thing');
    await call('/_cosell/health');
    expect(await server.closeAndRead()).toMatchObject([
      {
        eventSource: 'operator.cosell',
        eventType: 'OperatorAction',
        eventName: 'accounts.put',
        userIdentity: { type: 'Operator', userName: 'operator-token' },
        requestParameters: { id: ALPHA },
        readOnly: false,
        sourceIPAddress: '127.0.0.1',
        additionalEventData: { decision: 'allowed', httpStatusCode: 200 },
      },
      { eventName: 'events.list', additionalEventData: { decision: 'denied', httpStatusCode: 401 } },
      {
        eventName: 'accounts.put',
        errorCode: 'ValidationException',
        additionalEventData: { httpStatusCode: 400 },
      },
      { errorCode: 'NotFoundException', additionalEventData: { httpStatusCode: 404 } },
    ]);
    const text = await readFile(server.auditLog, 'utf8');
    expect(text).not.toMatch(/secret text|secret%20text|no\/such|a-token|account=none/);
  });

  test('has a line for every request by the time the server is closed', async () => {
    const server = await auditedServer();
    const calls = Array.from({ length: 500 }, () =>
      clientOf(server, ALPHA).listSolutions({ Catalog: 'Sandbox' }),
    );
    await Promise.all(calls);
    const lines = await server.closeAndRead();
    expect(new Set(lines.map(({ requestID }) => requestID)).size).toBe(500);
  });

  test('does not exist unless it is asked for', async () => {
    await expect(startServer({ auditLogRequired: true })).rejects.toThrow('--audit-log');
    const auditLog = join(await temporaryFolder(), 'none', 'audit.log');
    await expect(startServer({ auditLog })).rejects.toThrow(
      /The audit log .* cannot be opened: its folder does not exist/,
    );
  });
});

describe('a full disk', () => {
  test('delays and refuses nothing', async () => {
    const server = await startServer({ auditLog: '/dev/full' });
    for (let index = 0; index < 20; index++)
      await clientOf(server, ALPHA).listSolutions({ Catalog: 'Sandbox' });
  });

  test('refuses every request with 503 if the log is required, but says that the server is healthy', async () => {
    const server = await startServer({ auditLog: '/dev/full', auditLogRequired: true });
    const list = { headers: target('ListSolutions'), body: '{"Catalog":"Sandbox"}' };
    await vi.waitFor(async () => expect((await send(server, list)).status).toBe(503));
    const { headers, json } = await send(server, list);
    expect(headers['x-amzn-errortype']).toBe('ServiceUnavailable');
    expect(json?.Message).toContain('audit log cannot be written');
    expect((await send(server, { method: 'GET', path: '/_cosell/events' })).status).toBe(503);
    expect((await send(server, { method: 'GET', path: '/_cosell/health' })).status).toBe(200);
  });
});

test('SIGHUP opens the log again after logrotate renamed it', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'audit.log');
  const server = serve('memory', ['--audit-log', file]);
  const client = clientOf(await server.ready, ALPHA);
  await client.listSolutions({ Catalog: 'Sandbox' });
  await vi.waitFor(async () => expect(await linesOf(file)).toHaveLength(1));
  await rename(file, `${file}.1`);
  server.signal('SIGHUP');
  await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe(''));
  await client.listSolutions({ Catalog: 'Sandbox' });
  expect(await server.end('SIGTERM')).toBe(0);
  expect(await linesOf(file)).toHaveLength(1);
  expect(await linesOf(`${file}.1`)).toHaveLength(1);
});
