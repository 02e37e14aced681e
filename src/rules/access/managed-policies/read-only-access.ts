import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "ReadOnlyAccess", v178. */
export const readOnlyAccess: ManagedPolicy = {
  name: 'ReadOnlyAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'events:Describe*',
          'events:List*',
          'events:Test*',
          'sts:GetAccessKeyInfo',
          'sts:GetCallerIdentity',
          'sts:GetSessionToken',
        ],
        Resource: '*',
      },
    ],
  },
};
