import { describe, expect, it, test } from 'vitest';
import { evaluate } from '../../../src/kit/policy/evaluate.ts';
import { parsePolicy } from '../../../src/kit/policy/policy.ts';
import { findAwsPolicy, managedPolicies } from '../../../src/rules/access/managed-policies/index.ts';
import { SNAPSHOT_JOB_SERVICE } from '../../../src/rules/snapshots/snapshot-job-role.ts';
import { type Context, valuesIn } from '../../kit/policy/support.ts';

const OPPORTUNITY = 'arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox/opportunity/O1';
const ENGAGEMENT = 'arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement/eng-1';
const ROLE = 'arn:aws:iam::111122223333:role/ResourceSnapshotJobRole';

const allows = (name: string, action: string, resource = '*', context: Context = {}): boolean => {
  const policy = parsePolicy(findAwsPolicy(`arn:aws:iam::aws:policy/${name}`) ?? '', 'identity');
  const request = { action, resource, valuesOf: valuesIn(context) };
  return evaluate({ identity: [{ name, policy }] }, request).effect === 'Allow';
};

test('each is a valid policy with the name of its ARN', () => {
  expect(managedPolicies.size).toBe(16);
  for (const [arn, document] of managedPolicies) {
    expect(arn).toMatch(/^arn:aws:iam::aws:policy\/[A-Za-z]+$/);
    expect(() => parsePolicy(document, 'identity'), arn).not.toThrow();
  }
  expect(findAwsPolicy('arn:aws:iam::aws:policy/Nothing')).toBeUndefined();
});

const sandbox = { 'partnercentral:Catalog': 'Sandbox' };
const passed = { 'iam:PassedToService': SNAPSHOT_JOB_SERVICE };

describe('a policy that AWS manages (AWS docs: AWS managed policies for AWS Partner Central users)', () => {
  it.each<[string, string, string, Context, boolean]>([
    [
      'AWSPartnerCentralFullAccess',
      'partnercentral:CreateOpportunity',
      '*',
      { 'partnercentral:Catalog': 'AWS' },
      true,
    ],
    ['AWSPartnerCentralFullAccess', 'iam:PassRole', ROLE, passed, true],
    [
      'AWSPartnerCentralFullAccess',
      'iam:PassRole',
      ROLE,
      { 'iam:PassedToService': 'ec2.amazonaws.com' },
      false,
    ],
    ['AWSPartnerCentralFullAccess', 'events:PutRule', '*', {}, false],
    ['AWSPartnerCentralSandboxFullAccess', 'partnercentral:CreateOpportunity', '*', sandbox, true],
    [
      'AWSPartnerCentralSandboxFullAccess',
      'partnercentral:CreateOpportunity',
      '*',
      { 'partnercentral:Catalog': 'AWS' },
      false,
    ],
    [
      'AWSPartnerCentralOpportunityManagement',
      'partnercentral:SubmitOpportunity',
      OPPORTUNITY,
      sandbox,
      true,
    ],
    ['AWSPartnerCentralOpportunityManagement', 'partnercentral:TagResource', OPPORTUNITY, sandbox, true],
    [
      'AWSPartnerCentralOpportunityManagement',
      'partnercentral:PutSellingSystemSettings',
      '*',
      sandbox,
      false,
    ],
    [
      'AWSPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy',
      'partnercentral:GetOpportunity',
      OPPORTUNITY,
      {},
      true,
    ],
    [
      'AWSPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy',
      'partnercentral:CreateResourceSnapshot',
      ENGAGEMENT,
      {},
      true,
    ],
    [
      'AWSPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy',
      'partnercentral:GetEngagement',
      ENGAGEMENT,
      {},
      false,
    ],
    ['PartnerCentralIncentiveBenefitManagement', 'partnercentral:GetOpportunity', OPPORTUNITY, sandbox, true],
    [
      'PartnerCentralIncentiveBenefitManagement',
      'partnercentral:UpdateOpportunity',
      OPPORTUNITY,
      sandbox,
      false,
    ],
    ['AWSPartnerCentralChannelManagement', 'partnercentral:GetOpportunity', OPPORTUNITY, sandbox, false],
    [
      'AWSPartnerCentralChannelHandshakeApprovalManagement',
      'partnercentral:ListOpportunities',
      '*',
      sandbox,
      false,
    ],
    ['AWSPartnerCentralMarketingManagement', 'partnercentral:ListOpportunities', '*', sandbox, false],
    ['PartnerCentralAccountManagementUserRoleAssociation', 'iam:PassRole', ROLE, passed, false],
    ['AdministratorAccess', 'partnercentral:CreateOpportunity', '*', {}, true],
    ['PowerUserAccess', 'partnercentral:CreateOpportunity', '*', {}, true],
    ['PowerUserAccess', 'iam:PassRole', ROLE, passed, false],
    // AWS's own ReadOnlyAccess has no action of Partner Central.
    ['ReadOnlyAccess', 'partnercentral:GetOpportunity', OPPORTUNITY, sandbox, false],
    ['ReadOnlyAccess', 'events:ListRules', '*', {}, true],
    ['AmazonEventBridgeFullAccess', 'events:PutRule', '*', {}, true],
    ['AmazonEventBridgeReadOnlyAccess', 'events:PutRule', '*', {}, false],
    ['AWSMarketplaceSellerFullAccess', 'partnercentral:ListSolutions', '*', sandbox, false],
    ['AWSMarketplaceSellerProductsFullAccess', 'partnercentral:ListSolutions', '*', sandbox, false],
  ])('%s on %s %s in %j: %s', (name, action, resource, context, isAllowed) => {
    expect(allows(name, action, resource, context)).toBe(isAllowed);
  });
});
