import { describe, expect, it } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { hasBoto3, runProgram } from '../support/python.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { SOLUTION } from '../support/sharing.ts';
import { send, target } from '../support/wire.ts';

const Catalog = 'Sandbox';

/** Starts a server with an opportunity that has many null members in AWS's responses. */
const start = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const id = await createOpportunity(client, { Marketing: undefined, OpportunityTeam: undefined });
  const association = {
    Catalog,
    OpportunityIdentifier: id,
    RelatedEntityType: 'Solutions',
    RelatedEntityIdentifier: SOLUTION,
  } as const;
  return { server, client, id, association };
};

const hasNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value ?? {}).some(hasNull));

describe('an operation without output', () => {
  // Seen; Smithy's protocol tests of awsJson1_0: the service returns an empty payload with the protocol's content type.
  it('returns 200 with an empty body', async () => {
    const { server, association } = await start();
    const authorization = `AWS4-HMAC-SHA256 Credential=${ALPHA}/20261123/us-east-1/x/aws4_request`;
    const headers = { ...target('AssociateOpportunity'), authorization };
    const answer = await send(server, { headers, body: JSON.stringify(association) });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'content-length': '0',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe('whole responses and empty bodies are readable', () => {
  it('by the JavaScript SDK', async () => {
    const { client, id, association } = await start();
    const { $metadata, ...nothing } = await client.associateOpportunity(association);
    expect([nothing, $metadata.httpStatusCode]).toEqual([{}, 200]);
    const { $metadata: _, ...got } = await client.getOpportunity({ Catalog, Identifier: id });
    expect(hasNull(got)).toBe(false);
    expect(got).not.toHaveProperty('Marketing');
    expect(got).toMatchObject({
      Id: id,
      CreatedDate: expect.any(Date),
      RelatedEntityIdentifiers: { AwsProducts: [] },
    });
    const page = await client.listOpportunities({ Catalog });
    expect(page).not.toHaveProperty('NextToken');
    expect(page.OpportunitySummaries).toHaveLength(1);
  });

  it('by boto3, if installed', async ({ skip }) => {
    if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
    const { server, id, association } = await start();
    const program = `
import boto3, json, sys
given = json.load(sys.stdin)
client = boto3.client('partnercentral-selling', region_name='us-east-1', endpoint_url=given['endpoint'],
                      aws_access_key_id='${ALPHA}', aws_secret_access_key='x')
nothing = client.associate_opportunity(**given['association'])
got = client.get_opportunity(Catalog='Sandbox', Identifier=given['id'])
pages = [len(page['OpportunitySummaries'])
         for page in client.get_paginator('list_opportunities').paginate(Catalog='Sandbox')]
print(json.dumps({'nothing': sorted(nothing), 'members': sorted(got), 'pages': pages,
                  'related': got['RelatedEntityIdentifiers'], 'created': got['CreatedDate'].year}))
`;
    const input = JSON.stringify({ endpoint: server.endpoint, id, association });
    const { code, stdout, stderr } = await runProgram('python3', ['-c', program], { input });
    expect([code, stderr]).toEqual([0, '']);
    const read = JSON.parse(stdout);
    expect(read).toMatchObject({
      nothing: ['ResponseMetadata'],
      pages: [1],
      related: { Solutions: [SOLUTION], AwsProducts: [] },
      created: expect.any(Number),
    });
    expect(read.members).toContain('Customer');
    expect(read.members).not.toContain('Marketing');
  });

  it('by the AWS CLI, if installed', async ({ skip }) => {
    if ((await runProgram('aws', ['--version'])).code !== 0) skip('there is no AWS CLI here');
    const { server, id, association } = await start();
    const aws = async (command: string, input: object) => {
      const args = ['partnercentral-selling', command, '--cli-input-json', JSON.stringify(input)];
      const env = {
        AWS_ENDPOINT_URL: server.endpoint,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: ALPHA,
        AWS_SECRET_ACCESS_KEY: 'x',
      };
      const { code, stdout, stderr } = await runProgram('aws', [...args, '--output', 'json'], { env });
      expect([command, code, stderr]).toEqual([command, 0, '']);
      return stdout && JSON.parse(stdout);
    };
    expect(await aws('associate-opportunity', association)).toBe('');
    const got = await aws('get-opportunity', { Catalog, Identifier: id });
    expect(got.RelatedEntityIdentifiers).toMatchObject({ Solutions: [SOLUTION], AwsProducts: [] });
    expect(hasNull(got)).toBe(false);
    const { OpportunitySummaries } = await aws('list-opportunities', { Catalog });
    expect(OpportunitySummaries).toHaveLength(1);
  });
});
