import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSMarketplaceSellerFullAccess", v27. */
export const awsMarketplaceSellerFullAccess: ManagedPolicy = {
  name: 'AWSMarketplaceSellerFullAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'IAMGetRole',
        Effect: 'Allow',
        Action: ['iam:GetRole'],
        Resource: 'arn:aws:iam::*:role/*',
      },
      {
        Sid: 'AssetScanning',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: 'arn:aws:iam::*:role/*',
        Condition: {
          StringEquals: {
            'iam:PassedToService': 'assets.marketplace.amazonaws.com',
          },
        },
      },
      {
        Sid: 'VerificationAccess',
        Effect: 'Allow',
        Action: ['partnercentral:StartVerification', 'partnercentral:GetVerification'],
        Resource: '*',
      },
    ],
  },
};
