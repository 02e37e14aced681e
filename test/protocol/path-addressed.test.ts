import { describe, expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { send, sign, target } from '../support/wire.ts';

/** Requests like those of AWS's own request collection: the operation in the path, JSON, no target. Seen. */

const KEY = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'alpha/secret+1' };
const headers = {
  accept: 'application/json, text/javascript, */*; q=0.01',
  'content-type': 'application/json; charset=UTF-8',
};
const as = (account: string) => ({
  ...headers,
  authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/partnercentral-selling/aws4_request`,
});
const body = '{"Catalog":"Sandbox"}';

describe('an operation in the path', () => {
  it.each(['/ListOpportunities', '/ListOpportunities?x=y', '/behind/a/prefix/ListOpportunities'])(
    'is accepted at %s, and responds with JSON',
    async (path) => {
      const server = await startServer();
      const { Id } = await clientOf(server, ALPHA).createOpportunity(opportunity());
      const answer = await send(server, { path, headers: as(ALPHA), body });
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
      expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.json).toMatchObject({ OpportunitySummaries: [{ Id }], NextToken: null });
      expect((await send(server, { path, headers: as(BETA), body })).json?.OpportunitySummaries).toEqual([]);
    },
  );

  it('returns an empty body if it has no output', async () => {
    const server = await startServer();
    const { Id } = await clientOf(server, ALPHA).createOpportunity(opportunity());
    const assign = {
      Catalog: 'Sandbox',
      Identifier: Id,
      Assignee: {
        FirstName: 'John',
        LastName: 'Doe',
        Email: 'john@example.com',
        BusinessTitle: 'PartnerAccountManager',
      },
    };
    const request = { path: '/AssignOpportunity', headers: as(ALPHA), body: JSON.stringify(assign) };
    const answer = await send(server, request);
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '0']);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('is refused like one in the target, as JSON', async () => {
    const answer = await send(await startServer(), {
      path: '/GetOpportunity',
      headers: as(ALPHA),
      body: '{}',
    });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/json']);
    expect(answer.headers['x-amzn-errortype']).toBe('ValidationException');
    expect(answer.json).toMatchObject({
      __type: 'ValidationException',
      Message: expect.stringContaining('is required'),
      Reason: 'REQUEST_VALIDATION_FAILED',
      ErrorList: [{ FieldName: 'catalog' }, { FieldName: 'identifier' }],
    });
  });

  it('is ignored if there is a target', async () => {
    const server = await startServer();
    const path = '/GetOpportunity';
    const listed = await send(server, {
      path,
      headers: { ...headers, ...target('ListOpportunities') },
      body,
    });
    expect(listed.json).toMatchObject({ OpportunitySummaries: [] });
    expect(listed.headers['content-type']).toBe('application/x-amz-json-1.0');
    const unknown = await send(server, { path, headers: { ...headers, 'x-amz-target': '' }, body });
    expect([unknown.status, unknown.json?.__type]).toEqual([400, 'UnknownOperationException']);
  });

  it.each([
    '/',
    '/getOpportunity',
    '/GetOpportunity/',
    '/ListOpportunities/x',
    '/constructor',
    '/GetOpportunit%79',
  ])('is unknown at %s', async (path) => {
    const { status, json } = await send(await startServer(), { path, headers, body });
    expect([status, json?.__type]).toEqual([400, 'UnknownOperationException']);
  });

  // EventBridge and STS are not known to accept operations in the path.
  it.each(['/PutRule', '/ListEventBuses', '/GetCallerIdentity'])(
    'is not one of another service: %s',
    async (path) => {
      const { json } = await send(await startServer(), { path, headers, body });
      expect(json?.__type).toBe('UnknownOperationException');
    },
  );

  it('needs a valid signature if authentication is strict', async () => {
    const credentials = [KEY];
    const accounts = [{ id: ALPHA, companyName: 'Alpha', credentials }];
    const server = await startServer({ auth: 'strict', accounts });
    const request = { path: '/ListOpportunities', headers, body };
    const signed = await sign(server, request, KEY);
    expect((await send(server, signed)).status).toBe(200);
    const typeOf = async (change: object) => (await send(server, { ...signed, ...change })).json?.__type;
    expect(await typeOf({ path: '/ListSolutions' })).toBe('InvalidSignatureException');
    const plain = { ...signed.headers, 'content-type': 'text/plain' };
    expect(await typeOf({ headers: plain })).toBe('InvalidSignatureException');
    expect(await typeOf({ headers })).toBe('MissingAuthenticationTokenException');
  });
});

describe('bodies of AWS’s samples', () => {
  // AWS samples: createOpportunity.json and updateOpportunity.json have members that the operations lack.
  it('have nulls and unknown members, which are ignored', async () => {
    const server = await startServer();
    const create = {
      ...opportunity(),
      CreatedDate: '2024-01-01T00:00:00Z',
      LastModifiedDate: null,
      RelatedEntityIdentifiers: { Solutions: ['S-0000001'], AwsProducts: null },
      TagKeys: ['a'],
      SoftwareRevenue: null,
    };
    const call = async (operation: string, given: object) =>
      (await send(server, { path: `/${operation}`, headers: as(ALPHA), body: JSON.stringify(given) })).json ??
      {};
    const { Id } = await call('CreateOpportunity', create);
    const got = await call('GetOpportunity', { Catalog: 'Sandbox', Identifier: Id });
    expect(got).toMatchObject({ Id, SoftwareRevenue: null, RelatedEntityIdentifiers: { Solutions: [] } });
    expect(got.CreatedDate).not.toBe(create.CreatedDate);
    // The response of GetOpportunity is sent back unchanged: OpportunityTeam, CreatedDate, Arn and all nulls.
    const updated = await call('UpdateOpportunity', { ...got, Identifier: Id });
    expect(updated).toEqual({ Id, LastModifiedDate: expect.any(String) });
  });
});
