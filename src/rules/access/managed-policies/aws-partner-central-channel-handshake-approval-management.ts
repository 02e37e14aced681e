import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralChannelHandshakeApprovalManagement", v3. */
export const awsPartnerCentralChannelHandshakeApprovalManagement: ManagedPolicy = {
  name: 'AWSPartnerCentralChannelHandshakeApprovalManagement',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ChannelHandshakeManagement',
        Effect: 'Allow',
        Action: [
          'partnercentral:ListChannelHandshakes',
          'partnercentral:AcceptChannelHandshake',
          'partnercentral:RejectChannelHandshake',
        ],
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
