import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "PartnerCentralIncentiveBenefitManagement", v4. */
export const partnerCentralIncentiveBenefitManagement: ManagedPolicy = {
  name: 'PartnerCentralIncentiveBenefitManagement',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'BenefitsManagement',
        Effect: 'Allow',
        Action: [
          'partnercentral:ListBenefits',
          'partnercentral:GetBenefit',
          'partnercentral:CreateBenefitApplication',
          'partnercentral:AmendBenefitApplication',
          'partnercentral:UpdateBenefitApplication',
          'partnercentral:SubmitBenefitApplication',
          'partnercentral:GetBenefitApplication',
          'partnercentral:CancelBenefitApplication',
          'partnercentral:RecallBenefitApplication',
          'partnercentral:ListBenefitApplications',
          'partnercentral:AssociateBenefitApplicationResource',
          'partnercentral:DisassociateBenefitApplicationResource',
          'partnercentral:ListBenefitAllocations',
          'partnercentral:GetBenefitAllocation',
        ],
        Resource: [
          'arn:aws:partnercentral:*:*:catalog/*/benefit-application/*',
          'arn:aws:partnercentral:*:*:catalog/*/benefit-allocation/*',
          'arn:aws:partnercentral:*:*:catalog/*/benefit/*',
        ],
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerCentralBenefitsTaggingAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:TagResource',
          'partnercentral:UntagResource',
          'partnercentral:ListTagsForResource',
        ],
        Resource: [
          'arn:aws:partnercentral:*:*:catalog/*/benefit-application/*',
          'arn:aws:partnercentral:*:*:catalog/*/benefit-allocation/*',
        ],
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerResourceAccess',
        Effect: 'Allow',
        Action: ['partnercentral:ListPartners', 'partnercentral:GetPartner'],
        Resource: 'arn:aws:partnercentral:*:*:catalog/*/partner/*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'AWSPartnerOpportunityAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:GetAwsOpportunitySummary',
          'partnercentral:GetOpportunity',
          'partnercentral:ListOpportunities',
        ],
        Resource: 'arn:aws:partnercentral:*:*:catalog/*/opportunity/*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerCentralAgentsSessionAccess',
        Effect: 'Allow',
        Action: ['partnercentral:UseSession'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
          Bool: {
            'aws:IsMcpServiceAction': 'true',
          },
        },
      },
    ],
  },
};
