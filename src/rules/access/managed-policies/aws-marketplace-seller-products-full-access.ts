import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSMarketplaceSellerProductsFullAccess", v15. */
export const awsMarketplaceSellerProductsFullAccess: ManagedPolicy = {
  name: 'AWSMarketplaceSellerProductsFullAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'GetIAMRoleAccess',
        Effect: 'Allow',
        Action: ['iam:GetRole'],
        Resource: 'arn:aws:iam::*:role/*',
      },
      {
        Sid: 'IAMPassRoleAccess',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: 'arn:aws:iam::*:role/*',
        Condition: {
          StringEquals: {
            'iam:PassedToService': 'assets.marketplace.amazonaws.com',
          },
        },
      },
    ],
  },
};
