import { expect, test } from 'vitest';
import { refer, runAcceptTask } from '../../support/data.ts';
import { ALPHA, clientOf, errorOf } from '../../support/server.ts';
import { convert, engagementAbout, SOLUTION } from '../../support/sharing.ts';
import { policy, startStrictServer, userWith } from '../../support/strict.ts';

const SERVICE = 'resource-snapshot-job.partnercentral-selling.amazonaws.com';
const MANAGED = 'arn:aws:iam::aws:policy/AWSPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy';
const trusting = (Service: string, Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', ...(Condition && { Condition }) },
  ],
});

const role = (name: string, more: object = {}) => ({
  ...{ account: ALPHA, name, trustPolicy: trusting(SERVICE), policyArns: [MANAGED] },
  ...more,
});
const arnOf = (name: string) => `arn:aws:iam::${ALPHA}:role/${name}`;

/** Roles and what is wrong with each. */
const roles = [
  role('good'),
  role('documented', {
    policyArns: [],
    policies: [
      {
        name: 'inline',
        document: policy(
          {
            Action: 'partnercentral:CreateResourceSnapshot',
            Resource: 'arn:aws:partnercentral:*::catalog/Sandbox/engagement/*',
          },
          {
            Action: 'partnercentral:GetOpportunity',
            Resource: `arn:aws:partnercentral:*:${ALPHA}:catalog/Sandbox/opportunity/*`,
          },
        ),
      },
    ],
  }),
  role('own-account', {
    trustPolicy: trusting(SERVICE, { StringEquals: { 'aws:SourceAccount': ALPHA } }),
  }),
  role('other-service', { trustPolicy: trusting('lambda.amazonaws.com') }),
  role('other-account', {
    trustPolicy: trusting(SERVICE, { StringEquals: { 'aws:SourceAccount': '999999999999' } }),
  }),
  role('powerless', { policyArns: [] }),
  role('reader', {
    policyArns: [],
    policies: [{ name: 'inline', document: policy({ Action: 'partnercentral:GetOpportunity' }) }],
  }),
];

/** Starts a server with the roles, and a Running snapshot job of Alpha, which has taken revision 1 in its task. */
const start = async (roleName: string) => {
  const server = await startStrictServer({ roles });
  const alpha = clientOf(server, ALPHA);
  const engagement = await engagementAbout(alpha);
  const { OpportunityId = '', ResourceSnapshotJobId } = await convert(alpha, engagement);
  const named = { Catalog: 'Sandbox', ResourceSnapshotJobIdentifier: ResourceSnapshotJobId };
  const look = async () => {
    const { LastFailure } = await alpha.getResourceSnapshotJob(named);
    const { Revision } = await alpha.getResourceSnapshot({
      ...{ Catalog: 'Sandbox', EngagementIdentifier: engagement, ResourceIdentifier: OpportunityId },
      ...{ ResourceType: 'Opportunity', ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView' },
    });
    return { LastFailure, Revision };
  };
  const setRole = (ResourceSnapshotJobRoleIdentifier: string) =>
    alpha.putSellingSystemSettings({ Catalog: 'Sandbox', ResourceSnapshotJobRoleIdentifier });
  await setRole(roleName);
  const associate = (RelatedEntityType: 'Solutions' | 'AwsProducts', RelatedEntityIdentifier: string) =>
    alpha.associateOpportunity({
      ...{ Catalog: 'Sandbox', OpportunityIdentifier: OpportunityId },
      ...{ RelatedEntityType, RelatedEntityIdentifier },
    });
  return { alpha, look, setRole, associate };
};

test.each(['good', 'documented', 'own-account'])('with the role %s a job takes revisions', async (name) => {
  const { look, associate } = await start(name);
  await associate('Solutions', SOLUTION);
  expect((await look()).Revision).toBe(2);
});

test.each([
  ['absent', `The role in the selling system settings, ${arnOf('absent')}, does not exist`],
  ['other-service', `does not trust ${SERVICE}`],
  ['other-account', `does not trust ${SERVICE}`],
  ['powerless', `User: ${arnOf('powerless')} is not authorized to perform: partnercentral:GetOpportunity on`],
  [
    'reader',
    `User: ${arnOf('reader')} is not authorized to perform: partnercentral:CreateResourceSnapshot on`,
  ],
])('with the role %s a job takes none, and says why, until there is a good one', async (name, says) => {
  const { look, associate, setRole } = await start(name);
  await associate('Solutions', SOLUTION);
  expect(await look()).toEqual({ Revision: 1, LastFailure: expect.stringContaining(says) });
  await setRole('good');
  await associate('AwsProducts', 'AmazonS3');
  expect((await look()).Revision).toBe(2);
});

test('a task fails if the role cannot be used at all, and takes the first snapshot if the role only lacks permission', async () => {
  const { alpha, setRole } = await start('other-service');
  const { invitationId } = await refer(alpha);
  const failed = await runAcceptTask(alpha, invitationId);
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'ResourceSnapshotJobValidationFailed' });
  expect(failed.Message).toContain(`does not trust ${SERVICE}`);
  await setRole('powerless');
  const done = await runAcceptTask(alpha, invitationId);
  expect(done.TaskStatus).toBe('COMPLETE');
  const job = await alpha.getResourceSnapshotJob({
    ...{ Catalog: 'Sandbox', ResourceSnapshotJobIdentifier: done.ResourceSnapshotJobId ?? '' },
  });
  expect(job.LastFailure).toContain('partnercentral:GetOpportunity');
});

test('who sets the role needs permission to pass it to the service', async () => {
  const server = await startStrictServer({
    roles,
    users: [userWith(ALPHA, 'ana', { Action: 'partnercentral:*' })],
  });
  const refused = await errorOf(
    clientOf(server, 'ana').putSellingSystemSettings({
      Catalog: 'Sandbox',
      ResourceSnapshotJobRoleIdentifier: 'good',
    }),
  );
  expect(refused.message).toContain(`iam:PassRole on resource: ${arnOf('good')} because`);
});
