import { randomUUID } from 'node:crypto';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { expect, test } from 'vitest';
import { hasBoto3, runProgram } from '../support/python.ts';
import { ALPHA, BETA, startServer, temporaryFolder } from '../support/server.ts';
import { assume, credentialsOf, roleArn, settingsOf, stsOf } from '../support/sts.ts';

/** A CRM connector that runs in one account and assumes a role of the partner's account to call the API. */

const Catalog = 'Sandbox';
const RoleArn = roleArn(BETA, 'PartnerCentralConnector');

/** Creates a client that gets its credentials from AssumeRole on first use, as connectors do. */
const connectorOf = ({ endpoint }: { endpoint: string }) => {
  const region = 'us-east-1';
  const credentials = fromTemporaryCredentials({
    masterCredentials: credentialsOf(ALPHA),
    params: { RoleArn, RoleSessionName: 'crm-sync', DurationSeconds: 900, ExternalId: 'tenant-7' },
    clientConfig: { endpoint, region },
  });
  return new PartnerCentralSelling({ endpoint, region, credentials, maxAttempts: 1 });
};

const pendingInvitations = async (client: PartnerCentralSelling) => {
  const { EngagementInvitationSummaries = [] } = await client.listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
    Status: ['PENDING'],
  });
  return EngagementInvitationSummaries;
};

test("a connector lists the invitations of the role's account, accepts one, and gets its opportunity", async () => {
  const server = await startServer();
  await server.refer({ account: BETA, catalog: Catalog });
  const connector = connectorOf(server);
  const [invitation, ...others] = await pendingInvitations(connector);
  expect([invitation?.Receiver, others]).toEqual([
    { Account: expect.objectContaining({ AwsAccountId: BETA }) },
    [],
  ]);

  const task = await connector.startEngagementByAcceptingInvitationTask({
    Catalog,
    ClientToken: randomUUID(),
    Identifier: invitation?.Arn,
  });
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: expect.stringMatching(/^O/) });
  const found = await connector.getOpportunity({ Catalog, Identifier: task.OpportunityId });
  expect(found.Arn).toContain(`:${BETA}:`);
  // The connector's own account sees nothing of it.
  expect(await pendingInvitations(new PartnerCentralSelling(settingsOf(server, ALPHA)))).toEqual([]);
});

test('a temporary key still acts as the account of its role after a restart of the server', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data });
  const credentials = await assume(first, BETA);
  await first.close();
  const second = await startServer({ data });
  expect((await stsOf(second, credentials).getCallerIdentity()).Account).toBe(BETA);
  await second.refer({ account: BETA, catalog: Catalog });
  expect(await pendingInvitations(new PartnerCentralSelling(settingsOf(second, credentials)))).toHaveLength(
    1,
  );
});

test('boto3, if installed, assumes a role and works as its account', async ({ skip }) => {
  if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
  const server = await startServer();
  await server.refer({ account: BETA, catalog: Catalog });
  const { code, stdout, stderr } = await runProgram('python3', ['-c', BOTO3], {
    env: { ...environment(server), ROLE_ARN: RoleArn },
  });
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  const said = JSON.parse(stdout);
  expect(said).toMatchObject({
    arn: `arn:aws:sts::${BETA}:assumed-role/PartnerCentralConnector/crm-sync`,
    pending: [BETA],
    session: ALPHA,
    refused: ['ValidationError', 400],
  });
  const seconds = Date.parse(said.expiration) - Date.now();
  expect(seconds).toBeGreaterThan(3_000_000);
  expect(seconds).toBeLessThanOrEqual(3_600_000);
});

test('the AWS CLI, if installed, assumes the role of its profile and works as its account', async ({
  skip,
}) => {
  if ((await runProgram('aws', ['--version'])).code !== 0) skip('there is no AWS CLI here');
  const server = await startServer();
  await server.refer({ account: BETA, catalog: Catalog });
  const folder = await temporaryFolder();
  const env = {
    ...environment(server),
    ROLE_ARN: RoleArn,
    AWS_CONFIG_FILE: `${folder}/config`,
    HOME: folder,
  };
  const { code, stdout, stderr } = await runProgram('sh', ['-c', CLI], { env });
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  expect(stdout.trim().split('\n')).toEqual([
    `arn:aws:sts::${BETA}:assumed-role/PartnerCentralConnector/from-cli`,
    BETA,
    'None',
  ]);
});

const environment = ({ endpoint }: { endpoint: string }): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: ALPHA,
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
});

const BOTO3 = `
import boto3, json, os
from botocore.exceptions import ClientError

sts = boto3.client('sts')
assumed = sts.assume_role(RoleArn=os.environ['ROLE_ARN'], RoleSessionName='crm-sync', Tags=[{'Key': 'team', 'Value': 'north'}])
keys = assumed['Credentials']
session = boto3.Session(
    aws_access_key_id=keys['AccessKeyId'],
    aws_secret_access_key=keys['SecretAccessKey'],
    aws_session_token=keys['SessionToken'],
)
selling = session.client('partnercentral-selling')
summaries = selling.list_engagement_invitations(Catalog='Sandbox', ParticipantType='RECEIVER')['EngagementInvitationSummaries']
try:
    sts.assume_role(RoleArn='not an arn, but long enough', RoleSessionName='crm-sync')
except ClientError as error:
    refused = [error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode']]
token = sts.get_session_token()['Credentials']
own = boto3.client(
    'sts',
    aws_access_key_id=token['AccessKeyId'],
    aws_secret_access_key=token['SecretAccessKey'],
    aws_session_token=token['SessionToken'],
)
print(json.dumps({
    'arn': session.client('sts').get_caller_identity()['Arn'],
    'pending': [summary['Receiver']['Account']['AwsAccountId'] for summary in summaries],
    'session': own.get_caller_identity()['Account'],
    'expiration': keys['Expiration'].isoformat(),
    'refused': refused,
}))
`;

const CLI = `
set -e
printf '[default]\\n[profile connector]\\nrole_arn = %s\\nrole_session_name = from-cli\\ncredential_source = Environment\\n' "$ROLE_ARN" > "$AWS_CONFIG_FILE"
aws --profile connector sts get-caller-identity --query Arn --output text
aws --profile connector partnercentral-selling list-engagement-invitations --catalog Sandbox --participant-type RECEIVER \\
  --query 'EngagementInvitationSummaries[0].Receiver.Account.AwsAccountId' --output text
aws partnercentral-selling list-engagement-invitations --catalog Sandbox --participant-type RECEIVER \\
  --query 'EngagementInvitationSummaries[0].Id' --output text
`;
