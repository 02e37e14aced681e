import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "PowerUserAccess", v12. */
export const powerUserAccess: ManagedPolicy = {
  name: 'PowerUserAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        NotAction: ['iam:*', 'organizations:*', 'account:*'],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles'],
        Resource: '*',
      },
    ],
  },
};
