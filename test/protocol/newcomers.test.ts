import { describe, expect, it } from 'vitest';
import { ALPHA, startServer } from '../support/server.ts';

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${ALPHA}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=0`;

const post = async (path: string, headers: Record<string, string>, body: string) => {
  const { endpoint } = await startServer();
  const response = await fetch(`${endpoint}${path}`, {
    method: 'POST',
    headers: { authorization: AUTHORIZATION, ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('a sibling of the Selling API', () => {
  it.each([
    ['PartnerCentralAccount.GetPartner', 'partnercentral-account'],
    ['PartnerCentralBenefitsService.ListBenefits', 'partnercentral-benefits'],
    ['PartnerCentralChannel.ListRelationships', 'partnercentral-channel'],
  ])('%s is told that only Selling is served', async (target, service) => {
    const { status, type, text } = await post('/', { 'x-amz-target': target }, '{"Catalog":"Sandbox"}');
    expect([status, type]).toEqual([400, 'application/x-amz-json-1.0']);
    const { __type, Message } = JSON.parse(text);
    expect(__type).toBe('UnknownOperationException');
    expect(Message).toContain(target.split('.')[1]);
    expect(Message).toMatch(new RegExp(`\\(${service}\\).*Selling API only`));
  });
});

describe('JSON that curl calls a form, which is its default', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each(['/', '/ListOpportunities', '/api/ListOpportunities'])(
    'sent to %s is refused as this API refuses, with what to send',
    async (path) => {
      const { status, text } = await post(path, form, '{"Catalog":"Sandbox"}');
      const { __type, Message } = JSON.parse(text);
      expect([status, __type]).toEqual([400, 'UnknownOperationException']);
      expect(Message).toContain("-H 'Content-Type: application/x-amz-json-1.0'");
      expect(Message).toContain("-H 'X-Amz-Target: AWSPartnerCentralSelling.ListOpportunities'");
    },
  );

  it('is STS still if it is a form', async () => {
    const { status, type, text } = await post('/', form, 'Action=GetCallerIdentity&Version=2011-06-15');
    expect([status, type]).toEqual([200, 'text/xml']);
    expect(text).toContain(`<Account>${ALPHA}</Account>`);
  });
});
