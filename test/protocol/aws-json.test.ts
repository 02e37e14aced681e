import { describe, expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { send, target } from '../support/wire.ts';

const list = { headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}' };

describe('the awsJson1_0 protocol', () => {
  it.each(['/', '/ListOpportunities', '/a/b?c=d', '/_cosellar', '//x'])(
    'accepts POST at %s',
    async (path) => {
      const { status, json } = await send(await startServer(), { ...list, path });
      expect([status, json]).toEqual([200, { OpportunitySummaries: [], NextToken: null }]);
    },
  );

  it.each([
    'application/x-amz-json-1.0',
    'application/x-amz-json-1.1',
    'application/json; charset=utf-8',
    'text/plain',
    'application/x-www-form-urlencoded',
  ])('accepts the Content-Type %s', async (type) => {
    const headers = { ...list.headers, 'content-type': type };
    expect((await send(await startServer(), { ...list, headers })).status).toBe(200);
  });

  it.each(['json', ';', 'application/', '/json; charset=utf-8'])(
    'refuses the Content-Type %s',
    async (type) => {
      const headers = { ...list.headers, 'content-type': type };
      const { status, json } = await send(await startServer(), { ...list, headers });
      expect([status, json?.__type]).toEqual([400, 'SerializationException']);
    },
  );

  it('accepts a request without Content-Type or body', async () => {
    const server = await startServer();
    const { 'x-amz-target': name } = list.headers;
    expect((await send(server, { headers: { 'x-amz-target': name }, body: list.body })).status).toBe(200);
    const empty = await send(server, { headers: { 'x-amz-target': name } });
    expect(empty.json?.__type).toBe('ValidationException');
  });

  it('responds with the content type of the protocol and a unique request id', async () => {
    const server = await startServer();
    const answers = [await send(server, list), await send(server, { ...list, body: '{}' })];
    for (const { headers } of answers) {
      expect(headers['content-type']).toBe('application/x-amz-json-1.0');
      expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(new Set(answers.map(({ headers }) => headers['x-amzn-requestid'])).size).toBe(2);
    const { $metadata } = await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' });
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names an error in the header and in the body', async () => {
    const { status, headers, json } = await send(await startServer(), { ...list, body: '{}' });
    expect(status).toBe(400);
    expect(headers['x-amzn-errortype']).toBe('ValidationException');
    expect(json).toEqual({
      __type: 'ValidationException',
      Message: 'catalog is required.',
      Reason: 'REQUEST_VALIDATION_FAILED',
      ErrorList: [{ FieldName: 'catalog', Message: 'catalog is required.', Code: 'REQUIRED_FIELD_MISSING' }],
    });
  });

  it.each([
    undefined,
    '',
    'ListOpportunities',
    'AWSPartnerCentralSelling.',
    'AWSPartnerCentralSelling.listOpportunities',
    'AWSPartnerCentralSelling.constructor',
    'AWSPartnerCentralAccount.ListOpportunities',
  ])('does not know the operation of the target %s', async (name) => {
    const headers = name === undefined ? {} : { 'x-amz-target': name };
    const { status, json } = await send(await startServer(), { headers, body: 'no JSON' });
    expect([status, json?.__type]).toEqual([400, 'UnknownOperationException']);
  });

  it.each([
    ['no JSON', '{"Catalog"'],
    ['no object', '[]'],
    ['null', 'null'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a member of the wrong type', '{"Catalog":true}'],
    ['65 levels deep', `{"x":${'['.repeat(64)}${']'.repeat(64)}}`],
    ['an array of 10,000', `{"x":[${'1,'.repeat(9_999)}1]}`],
  ])('cannot read a body that is %s', async (_what, body) => {
    const { status, json } = await send(await startServer(), { ...list, body });
    expect([status, json?.__type]).toEqual([400, 'SerializationException']);
  });

  it('reads a body that is 64 levels deep, or has an array of 9,999', async () => {
    const server = await startServer();
    const deep = `{"Catalog":"Sandbox","x":${'['.repeat(63)}${']'.repeat(63)}}`;
    const long = `{"Catalog":"Sandbox","x":[${'1,'.repeat(9_998)}1]}`;
    for (const body of [deep, long]) expect((await send(server, { ...list, body })).status).toBe(200);
  });

  it('reads a body of 1 MiB, and refuses one byte more', async () => {
    const server = await startServer();
    const body = list.body.padEnd(1_048_576);
    expect((await send(server, { ...list, body })).status).toBe(200);
    const { status, headers, json } = await send(server, { ...list, body: `${body} ` });
    expect([status, json?.__type]).toEqual([413, 'RequestEntityTooLargeException']);
    expect(headers['x-amzn-errortype']).toBe('RequestEntityTooLargeException');
    const chunked = { ...list.headers, 'transfer-encoding': 'chunked' };
    expect((await send(server, { headers: chunked, body: `${body} ` })).status).toBe(413);
  });

  it('treats null as absent and ignores unknown members', async () => {
    const server = await startServer();
    const request = { ...opportunity(), Marketing: null, Unknown: { deep: [1] }, __proto__: null };
    const { status } = await send(server, {
      headers: target('CreateOpportunity'),
      body: JSON.stringify(request),
    });
    expect(status).toBe(200);
  });
});
