import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operationNames } from '../../../src/model/contract.ts';
import { loadActions } from '../../../src/operator/index.ts';
import { inputsOf } from '../../support/inputs.ts';
import { ALPHA, startServer, temporaryFolder } from '../../support/server.ts';
import { startStrictServer } from '../../support/strict.ts';
import { send, sign, type WireRequest } from '../../support/wire.ts';

/** Valid wherever free text is, and recognizable wherever it appears. */
const MARKER = 'zmarkerz';

/** Replaces every text by the marker, and adds a member of that name. */
const marked = (value: unknown): unknown => {
  if (typeof value === 'string') return MARKER;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, marked(member)]);
  return { ...Object.fromEntries(members), [MARKER]: MARKER };
};

/** The inputs of an operation: valid ones with the marker as free text, and the same with the marker everywhere. */
const inputs = (operation: (typeof operationNames)[number]): object[] => {
  const valid = fc.sample(inputsOf(operation, [MARKER]), { numRuns: 15, seed: 11 });
  return valid.flatMap((input) => [
    input,
    { ...(marked(input) as object), Catalog: 'Sandbox' },
    marked(input) as object,
  ]);
};

const selling = operationNames.flatMap((operation): WireRequest[] =>
  inputs(operation).map((body) => ({
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
    },
    body: JSON.stringify(body),
  })),
);

const auth = { ApiKeyAuthParameters: { ApiKeyName: MARKER, ApiKeyValue: MARKER } };
const endpoint = { InvocationEndpoint: `https://${MARKER}.example/${MARKER}`, HttpMethod: 'POST' };
/** What the users of EventBridge name, they name themselves: here the names have no marker, everything else has. */
const eventBridge = Object.entries({
  PutRule: { Name: 'rule', Description: MARKER, EventPattern: `{"source":["${MARKER}"]}` },
  PutTargets: { Rule: 'rule', Targets: [{ Id: MARKER, Arn: MARKER, Input: `"${MARKER}"` }] },
  TestEventPattern: { EventPattern: `{"source":["${MARKER}"]}`, Event: `{"id":"${MARKER}"}` },
  PutEvents: {
    Entries: [{ Source: MARKER, DetailType: MARKER, Detail: `{"a":"${MARKER}"}`, Resources: [MARKER] }],
  },
  CreateConnection: {
    Name: 'connection',
    Description: MARKER,
    AuthorizationType: 'API_KEY',
    AuthParameters: auth,
  },
  CreateApiDestination: { Name: 'destination', Description: MARKER, ConnectionArn: MARKER, ...endpoint },
  TagResource: { ResourceARN: MARKER, Tags: [{ Key: MARKER, Value: MARKER }] },
  ListRules: { NamePrefix: MARKER, NextToken: MARKER },
}).map(
  ([operation, body]): WireRequest => ({
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
    body: JSON.stringify(body),
  }),
);

const form = (members: Record<string, string>): WireRequest => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ Version: '2011-06-15', ...members }).toString(),
});

/** A session is named by who begins it, and the name is in its ARN. */
const sts = [
  form({ Action: 'GetSessionToken', SerialNumber: MARKER, TokenCode: MARKER }),
  form({
    Action: 'AssumeRole',
    RoleArn: `arn:aws:iam::${ALPHA}:role/none`,
    RoleSessionName: 'session',
    ExternalId: MARKER,
    Policy: `{"Version":"2012-10-17","Statement":[{"Sid":"${MARKER}","Effect":"Allow","Action":"*","Resource":"*"}]}`,
    'Tags.member.1.Key': MARKER,
    'Tags.member.1.Value': MARKER,
  }),
  form({ Action: MARKER, [MARKER]: MARKER }),
];

/** Requests that are wrong before they reach an operation. */
const broken: WireRequest[] = [
  { headers: { 'x-amz-target': `AWSPartnerCentralSelling.${MARKER}` }, body: MARKER },
  {
    headers: { 'x-amz-target': 'AWSPartnerCentralSelling.GetOpportunity' },
    body: `{"Identifier":"${MARKER}`,
  },
  { path: `/${MARKER}?${MARKER}=${MARKER}`, body: MARKER },
  { headers: { authorization: `Bearer ${MARKER}` }, body: MARKER },
  { headers: { authorization: `AWS4-HMAC-SHA256 Credential=${MARKER} x/1` }, body: MARKER },
  { headers: { cookie: MARKER, 'x-custom': MARKER, 'content-type': MARKER }, body: MARKER },
  { method: 'GET', path: `/%zz${MARKER}` },
  { method: 'DELETE', path: `/${MARKER}` },
];

const send1 = async (server: { endpoint: string }, requests: readonly WireRequest[], service?: string) => {
  for (const request of requests) {
    const { status } = await send(
      server,
      service
        ? await sign(server, request, { accessKeyId: ALPHA, secretAccessKey: 'secret', service })
        : request,
    );
    expect(status).toBeLessThan(500);
  }
};

test.each(['off', 'strict'] as const)('with auth %s the log has no text of any request', async (auth) => {
  const auditLog = join(await temporaryFolder(), 'audit.log');
  const server = await (auth === 'strict' ? startStrictServer : startServer)({ auditLog, taskWait: 0 });
  await send1(server, selling, 'partnercentral-selling');
  await send1(server, eventBridge, 'events');
  await send1(server, sts, 'sts');
  await send1(server, broken);
  await server.close();
  const text = await readFile(auditLog, 'utf8');
  expect(text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(selling.length + eventBridge.length);
  expect(text.split('\n').filter((line) => line.includes(MARKER))).toEqual([]);
});

test('the log has no text of what an operator sends', async () => {
  const auditLog = join(await temporaryFolder(), 'audit.log');
  const server = await startServer({ auditLog });
  const actions = [...(await loadActions()).values()];
  const asked = actions.map(({ method, path, takes }): WireRequest => {
    const members = Object.keys((takes as { properties?: object }).properties ?? {});
    const body = JSON.stringify(Object.fromEntries(members.map((name) => [name, MARKER])));
    const place = path.replace(/\{\w+\}/g, MARKER);
    if (method === 'PUT' || method === 'POST') return { method, path: place, body };
    return { method, path: `${place}?${members.map((name) => `${name}=${MARKER}`).join('&')}` };
  });
  await send1(server, asked);
  await server.close();
  const text = await readFile(auditLog, 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(actions.length);
  expect(text.split('\n').filter((line) => line.includes(MARKER))).toEqual([]);
});
