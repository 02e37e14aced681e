import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { eventBridgeOf, roleArn } from '../support/event-bridge.ts';
import { type Answer, startReceiver } from '../support/receiver.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';

/**
 * AWS's CRM connector for Salesforce: a rule for each event, whose target is an API destination that publishes a platform
 * event, authorized by OAuth. AWS docs: partner-central/latest/crm, set-up-real-time-notifications.
 */

const TOKEN_PATH = '/services/oauth2/token';
const EVENT_PATH = '/services/data/v58.0/sobjects/awsapn__AWSEvent__e';

/** A fake of Salesforce: issues a token for the client's credentials, and accepts platform events with it. */
const salesforce: Answer = (response, { path, headers }) => {
  if (path === TOKEN_PATH) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: 'token-of-org', token_type: 'Bearer' }));
    return;
  }
  response.writeHead(headers.authorization === 'Bearer token-of-org' ? 201 : 401).end('{"success":true}');
};

/** Creates in EventBridge what the connector's documentation describes. */
const connect = async (client: EventBridge, org: string, detailTypes: readonly string[]) => {
  const { ConnectionArn } = await client.createConnection({
    Name: 'salesforce',
    AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
    AuthParameters: {
      OAuthParameters: {
        ClientParameters: { ClientID: 'consumer-key', ClientSecret: 'consumer-secret' },
        AuthorizationEndpoint: `${org}${TOKEN_PATH}`,
        HttpMethod: 'POST',
        OAuthHttpParameters: { BodyParameters: [{ Key: 'grant_type', Value: 'client_credentials' }] },
      },
    },
  });
  const { ApiDestinationArn } = await client.createApiDestination({
    Name: 'salesforce-events',
    ConnectionArn,
    InvocationEndpoint: `${org}${EVENT_PATH}`,
    HttpMethod: 'POST',
  });
  for (const detailType of detailTypes) {
    const Rule = detailType.replaceAll(' ', '');
    const EventPattern = JSON.stringify({
      source: ['aws.partnercentral-selling'],
      'detail-type': [detailType],
      detail: { catalog: ['Sandbox'] },
    });
    await client.putRule({ Name: Rule, EventPattern });
    const { FailedEntryCount } = await client.putTargets({
      Rule,
      Targets: [{ Id: 'salesforce', Arn: ApiDestinationArn, RoleArn: roleArn(), InputTransformer }],
    });
    expect(FailedEntryCount).toBe(0);
  }
};

const InputTransformer = {
  InputPathsMap: {
    Name: '$.detail-type',
    awsapn__Account_Number__c: '$.account',
    awsapn__EntityId__c: '$.detail.opportunity.identifier',
  },
  InputTemplate:
    '{"Name": <Name>, "awsapn__Account_Number__c": <awsapn__Account_Number__c>, "awsapn__EntityId__c": <awsapn__EntityId__c>}',
};

test("the connector's rules publish each event of an opportunity in Salesforce, under keys with awsapn__", async () => {
  const org = await startReceiver(salesforce);
  const server = await startServer({ allowPrivateTargets: true });
  await connect(eventBridgeOf(server), org.url, ['Opportunity Created', 'Opportunity Updated']);

  const client = clientOf(server, ALPHA);
  const { Id: id = '' } = await client.createOpportunity(opportunity());
  await client.associateOpportunity({
    Catalog: 'Sandbox',
    OpportunityIdentifier: id,
    RelatedEntityType: 'Solutions',
    RelatedEntityIdentifier: 'S-1234567',
  });

  const published = () => org.received.filter(({ path }) => path === EVENT_PATH);
  await eventually(() => published().length >= 2);
  const event = (Name: string) => ({ Name, awsapn__Account_Number__c: ALPHA, awsapn__EntityId__c: id });
  const bodies = published().map(({ body }) => JSON.parse(body));
  expect(bodies).toHaveLength(2);
  // Each rule's target has its own order.
  expect(bodies).toEqual(
    expect.arrayContaining([event('Opportunity Created'), event('Opportunity Updated')]),
  );
  for (const { method, headers } of published()) {
    expect([method, headers.authorization]).toEqual(['POST', 'Bearer token-of-org']);
  }

  // The client's credentials are sent to the org's endpoint alone, as a form.
  const asked = org.received.filter(({ path }) => path === TOKEN_PATH);
  for (const { method, headers, body } of asked) {
    expect([method, headers['content-type']]).toEqual([
      'POST',
      expect.stringContaining('application/x-www-form-urlencoded'),
    ]);
    const form = Object.fromEntries(new URLSearchParams(body));
    expect(form).toMatchObject({ grant_type: 'client_credentials' });
  }
  expect(asked.length).toBeGreaterThan(0);
});
