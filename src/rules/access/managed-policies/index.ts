import { administratorAccess } from './administrator-access.ts';
import { amazonEventBridgeFullAccess } from './amazon-event-bridge-full-access.ts';
import { amazonEventBridgeReadOnlyAccess } from './amazon-event-bridge-read-only-access.ts';
import { awsMarketplaceSellerFullAccess } from './aws-marketplace-seller-full-access.ts';
import { awsMarketplaceSellerProductsFullAccess } from './aws-marketplace-seller-products-full-access.ts';
import { awsPartnerCentralChannelHandshakeApprovalManagement } from './aws-partner-central-channel-handshake-approval-management.ts';
import { awsPartnerCentralChannelManagement } from './aws-partner-central-channel-management.ts';
import { awsPartnerCentralFullAccess } from './aws-partner-central-full-access.ts';
import { awsPartnerCentralMarketingManagement } from './aws-partner-central-marketing-management.ts';
import { awsPartnerCentralOpportunityManagement } from './aws-partner-central-opportunity-management.ts';
import { awsPartnerCentralSandboxFullAccess } from './aws-partner-central-sandbox-full-access.ts';
import { awsPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy } from './aws-partner-central-selling-resource-snapshot-job-execution-role-policy.ts';
import type { ManagedPolicy } from './managed-policy.ts';
import { partnerCentralAccountManagementUserRoleAssociation } from './partner-central-account-management-user-role-association.ts';
import { partnerCentralIncentiveBenefitManagement } from './partner-central-incentive-benefit-management.ts';
import { powerUserAccess } from './power-user-access.ts';
import { readOnlyAccess } from './read-only-access.ts';

const policies: readonly ManagedPolicy[] = [
  awsPartnerCentralFullAccess,
  awsPartnerCentralSandboxFullAccess,
  awsPartnerCentralOpportunityManagement,
  awsPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy,
  partnerCentralAccountManagementUserRoleAssociation,
  awsPartnerCentralChannelManagement,
  awsPartnerCentralChannelHandshakeApprovalManagement,
  awsPartnerCentralMarketingManagement,
  partnerCentralIncentiveBenefitManagement,
  administratorAccess,
  powerUserAccess,
  readOnlyAccess,
  amazonEventBridgeFullAccess,
  amazonEventBridgeReadOnlyAccess,
  awsMarketplaceSellerFullAccess,
  awsMarketplaceSellerProductsFullAccess,
];

/** The policies that AWS manages: JSON text by ARN. */
export const managedPolicies: ReadonlyMap<string, string> = new Map(
  policies.map(({ name, document }) => [`arn:aws:iam::aws:policy/${name}`, JSON.stringify(document)]),
);

/** Returns the document of a policy that AWS manages, or undefined if AWS has none of that name or it is not known here. */
export const findAwsPolicy = (arn: string): string | undefined => managedPolicies.get(arn);
