import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralChannelManagement", v7. */
export const awsPartnerCentralChannelManagement: ManagedPolicy = {
  name: 'AWSPartnerCentralChannelManagement',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ChannelManagement',
        Effect: 'Allow',
        Action: [
          'partnercentral:CreateProgramManagementAccount',
          'partnercentral:UpdateProgramManagementAccount',
          'partnercentral:DeleteProgramManagementAccount',
          'partnercentral:ListProgramManagementAccounts',
          'partnercentral:GetProgramManagementAccount',
          'partnercentral:CreateRelationship',
          'partnercentral:UpdateRelationship',
          'partnercentral:DeleteRelationship',
          'partnercentral:GetRelationship',
          'partnercentral:ListRelationships',
          'partnercentral:CreateChannelHandshake',
          'partnercentral:AcceptChannelHandshake',
          'partnercentral:RejectChannelHandshake',
          'partnercentral:CancelChannelHandshake',
          'partnercentral:ListChannelHandshakes',
        ],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'ChannelBillingTransferRoleAccess',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: [
          'arn:aws:iam::*:role/PartnerCentralChannelBillingTransferManagement',
          'arn:aws:iam::*:role/PartnerCentralChannelBillingTransferReadOnly',
        ],
      },
      {
        Sid: 'TaggingAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:TagResource',
          'partnercentral:UntagResource',
          'partnercentral:ListTagsForResource',
        ],
        Resource: [
          'arn:aws:partnercentral:*:*:catalog/*/program-management-account/*',
          'arn:aws:partnercentral:*:*:catalog/*/channel-handshake/*',
        ],
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
        Resource: ['arn:aws:partnercentral::*:catalog/AWS/ReportingData/Resell_V1/Dashboard/*'],
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
    ],
  },
};
