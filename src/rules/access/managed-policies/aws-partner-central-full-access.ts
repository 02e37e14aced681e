import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralFullAccess", v14. */
export const awsPartnerCentralFullAccess: ManagedPolicy = {
  name: 'AWSPartnerCentralFullAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PassAWSPartnerCentralRole',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: 'arn:aws:iam::*:role/PartnerCentralRoleFor*',
        Condition: {
          StringEquals: {
            'iam:PassedToService': 'partnercentral-account-management.amazonaws.com',
          },
        },
      },
      {
        Sid: 'PartnerUserRoleAssociation',
        Effect: 'Allow',
        Action: [
          'iam:ListRoles',
          'Partnercentral-account-management:AssociatePartnerUser',
          'Partnercentral-account-management:DisassociatePartnerUser',
        ],
        Resource: '*',
      },
      {
        Sid: 'AWSPartnerCentralAccess',
        Effect: 'Allow',
        Action: ['partnercentral:*'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'VerificationAccess',
        Effect: 'Allow',
        Action: ['partnercentral:StartVerification', 'partnercentral:GetVerification'],
        Resource: '*',
      },
      {
        Sid: 'PassAWSPartnerCentralSnapshotJobRole',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['arn:aws:iam::*:role/*'],
        Condition: {
          StringEquals: {
            'iam:PassedToService': 'resource-snapshot-job.partnercentral-selling.amazonaws.com',
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
