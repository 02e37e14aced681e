import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralMarketingManagement", v4. */
export const awsPartnerCentralMarketingManagement: ManagedPolicy = {
  name: 'AWSPartnerCentralMarketingManagement',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PartnerDiscoveryAccess',
        Effect: 'Allow',
        Action: ['partnercentral:SearchPartnerProfiles', 'partnercentral:GetPartnerProfile'],
        Resource: '*',
      },
      {
        Sid: 'PartnerProfileAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:StartProfileUpdateTask',
          'partnercentral:GetProfileUpdateTask',
          'partnercentral:CancelProfileUpdateTask',
          'partnercentral:PutProfileVisibility',
          'partnercentral:GetProfileVisibility',
        ],
        Resource: 'arn:aws:partnercentral:*:*:catalog/*/partner/*',
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
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerDashboardAccess',
        Effect: 'Allow',
        Action: ['partnercentral:GetPartnerDashboard'],
        Resource: ['arn:aws:partnercentral::*:catalog/AWS/ReportingData/MarketingCampaign_V1/Dashboard/*'],
      },
    ],
  },
};
