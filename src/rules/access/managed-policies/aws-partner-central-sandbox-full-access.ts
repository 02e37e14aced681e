import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralSandboxFullAccess", v5. */
export const awsPartnerCentralSandboxFullAccess: ManagedPolicy = {
  name: 'AWSPartnerCentralSandboxFullAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSPartnerCentralSandboxAccess',
        Effect: 'Allow',
        Action: ['partnercentral:*'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': 'Sandbox',
          },
        },
      },
      {
        Sid: 'PartnerCentralAgentsSandboxSessionAccess',
        Effect: 'Allow',
        Action: ['partnercentral:UseSession'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': 'Sandbox',
          },
          Bool: {
            'aws:IsMcpServiceAction': 'true',
          },
        },
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
    ],
  },
};
