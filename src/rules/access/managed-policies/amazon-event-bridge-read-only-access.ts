import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AmazonEventBridgeReadOnlyAccess", v7. */
export const amazonEventBridgeReadOnlyAccess: ManagedPolicy = {
  name: 'AmazonEventBridgeReadOnlyAccess',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'events:DescribeRule',
          'events:DescribeEventBus',
          'events:DescribeEventSource',
          'events:ListEventBuses',
          'events:ListEventSources',
          'events:ListRuleNamesByTarget',
          'events:ListRules',
          'events:ListTargetsByRule',
          'events:TestEventPattern',
          'events:DescribeArchive',
          'events:ListArchives',
          'events:DescribeReplay',
          'events:ListReplays',
          'events:DescribeConnection',
          'events:ListConnections',
          'events:DescribeApiDestination',
          'events:ListApiDestinations',
          'events:DescribeEndpoint',
          'events:ListEndpoints',
          'events:DescribeSubscriber',
          'events:ListSubscribers',
          'events:GetResourcePolicy',
          'events:ListResourcePolicies',
          'events:ListTagsForResource',
        ],
        Resource: '*',
      },
    ],
  },
};
