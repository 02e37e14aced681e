import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AmazonEventBridgeFullAccess", v7. */
export const amazonEventBridgeFullAccess: ManagedPolicy = {
  name: 'AmazonEventBridgeFullAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'EventBridgeActions',
        Effect: 'Allow',
        Action: ['events:*'],
        Resource: '*',
      },
      {
        Sid: 'IAMCreateServiceLinkedRoleForApiDestinations',
        Effect: 'Allow',
        Action: 'iam:CreateServiceLinkedRole',
        Resource:
          'arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations',
        Condition: {
          StringEquals: {
            'iam:AWSServiceName': 'apidestinations.events.amazonaws.com',
          },
        },
      },
      {
        Sid: 'IAMPassRoleAccessForEventBridge',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::*:role/*',
        Condition: {
          StringLike: {
            'iam:PassedToService': 'events.amazonaws.com',
          },
        },
      },
    ],
  },
};
