import type { Limit, MemberLimit } from '../kit/shape/limit.ts';
import { chars, each, entries, items, oneOf, pattern, range } from '../kit/shape/limit.ts';

/**
 * Limits of EventBridge's operations that the SDK's schemas lack: lengths, counts and patterns, like `model/limits.ts`
 * for Partner Central. Source: the service's model 2015-10-07 in botocore. Enum values have the model's order, because
 * messages list them. Patterns are written as the service's messages quote them, except those with exponential
 * backtracking, which are rewritten to equivalent linear ones. An account may be `aws` here.
 */

const name = pattern(String.raw`[\.\-_A-Za-z0-9]+`, 1, 64);
const busName = pattern(
  String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:([0-9]{12}|aws):event-bus\/)?[/\.\-_A-Za-z0-9]+`,
  1,
  1600,
);
const ownBusName = pattern(
  String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:([0-9]{12}|aws):event-bus\/)?[\.\-_A-Za-z0-9]+`,
  1,
  1600,
);
const nextToken = chars(1, 2048);
const limit = range(1, 100);
const arn = chars(1, 1600);
const connectionArn = pattern(
  String.raw`arn:aws[a-z\-]*:events:[a-z\d\-]*:([0-9]{12}|aws)?:connection\/[\.\-_A-Za-z0-9]+\/[\-A-Za-z0-9]+`,
  1,
  1600,
);
// The model's `((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+)([).!';/?:,])?`: the middle already matches what the
// optional end adds.
const endpoint = pattern("(%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+", 1, 2048);
const description = pattern('.*', 0, 512);
// The model's `[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*`: any tabs, and at least one other character.
const credential = pattern(String.raw`\t*([^\x00-\x1F:\x7F]\t*)+`, 1, 512);
const httpMethod = oneOf(['POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);
const headerName = pattern("[!#$%&'*+-.^_`|~0-9a-zA-Z]+", 0, 512);
// The model's `[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*`.
const headerValue = pattern(String.raw`\t*([\x20-\x7E]\t*)+`, 0, 512);
const queryName = pattern(String.raw`[^\x00-\x1F\x7F]+`, 0, 512);
const queryValue = pattern(String.raw`[^\x00-\x09\x0B\x0C\x0E-\x1F\x7F]+`, 0, 512);
const parameters = items(0, 100);
const connectionState = oneOf([
  ...['CREATING', 'UPDATING', 'DELETING', 'AUTHORIZED', 'DEAUTHORIZED', 'AUTHORIZING', 'DEAUTHORIZING'],
  ...['ACTIVE', 'FAILED_CONNECTIVITY'],
]);

const ruleOnBus = { Name: name, EventBusName: busName };
const targetsOnBus = { Rule: name, EventBusName: busName };
const page = { NextToken: nextToken, Limit: limit };
const destination: Readonly<Record<string, Limit>> = {
  Name: name,
  Description: description,
  ConnectionArn: connectionArn,
  InvocationEndpoint: endpoint,
  HttpMethod: httpMethod,
  InvocationRateLimitPerSecond: range(1),
};

const connection: Readonly<Record<string, Limit>> = {
  Name: name,
  Description: description,
  AuthorizationType: oneOf(['BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY']),
  KmsKeyIdentifier: pattern(String.raw`[a-zA-Z0-9_\-/:]*`, 0, 2048),
};
const apiKey = { ApiKeyName: credential, ApiKeyValue: credential };
const basic = { Username: credential, Password: credential };
const oauthClient = { ClientID: credential, ClientSecret: credential };
const oauth = { AuthorizationEndpoint: endpoint, HttpMethod: oneOf(['GET', 'POST', 'PUT']) };

/** Limits by structure and member. */
export const limits: Readonly<Record<string, Readonly<Record<string, MemberLimit>>>> = {
  AppSyncParameters: { GraphQLOperation: chars(1, 1_048_576) },
  AwsVpcConfiguration: { AssignPublicIp: oneOf(['ENABLED', 'DISABLED']) },
  CapacityProviderStrategyItem: {
    capacityProvider: chars(1, 255),
    weight: range(0, 1000),
    base: range(0, 100_000),
  },
  ConnectionHeaderParameter: { Key: headerName, Value: headerValue },
  ConnectionHttpParameters: {
    HeaderParameters: parameters,
    QueryStringParameters: parameters,
    BodyParameters: parameters,
  },
  ConnectionQueryStringParameter: { Key: queryName, Value: queryValue },
  ConnectivityResourceConfigurationArn: { ResourceConfigurationArn: chars(0, 2048) },
  CreateApiDestinationRequest: destination,
  CreateConnectionApiKeyAuthRequestParameters: apiKey,
  CreateConnectionBasicAuthRequestParameters: basic,
  CreateConnectionOAuthClientRequestParameters: oauthClient,
  CreateConnectionOAuthRequestParameters: oauth,
  CreateConnectionRequest: connection,
  DeadLetterConfig: { Arn: arn },
  DeleteApiDestinationRequest: { Name: name },
  DeleteConnectionRequest: { Name: name },
  DeleteRuleRequest: ruleOnBus,
  DescribeApiDestinationRequest: { Name: name },
  DescribeConnectionRequest: { Name: name },
  DescribeEventBusRequest: { Name: busName },
  DescribeRuleRequest: ruleOnBus,
  DisableRuleRequest: ruleOnBus,
  EcsParameters: {
    TaskDefinitionArn: arn,
    TaskCount: range(1),
    LaunchType: oneOf(['EC2', 'FARGATE', 'EXTERNAL']),
    CapacityProviderStrategy: items(0, 6),
    PlacementConstraints: items(0, 10),
    PlacementStrategy: items(0, 5),
    PropagateTags: oneOf(['TASK_DEFINITION']),
    ReferenceId: chars(0, 1024),
  },
  EnableRuleRequest: ruleOnBus,
  HttpParameters: {
    PathParameterValues: each(pattern(String.raw`(?!\s*$).+`)),
    HeaderParameters: entries(Number.POSITIVE_INFINITY, headerName, headerValue),
    QueryStringParameters: entries(Number.POSITIVE_INFINITY, queryName, queryValue),
  },
  InputTransformer: {
    InputPathsMap: entries(100, pattern(String.raw`[A-Za-z0-9_\-]+`, 1, 256), chars(0, 256)),
    InputTemplate: chars(1, 8192),
  },
  KinesisParameters: { PartitionKeyPath: chars(0, 256) },
  ListApiDestinationsRequest: { NamePrefix: name, ConnectionArn: connectionArn, ...page },
  ListConnectionsRequest: { NamePrefix: name, ConnectionState: connectionState, ...page },
  ListEventBusesRequest: { NamePrefix: pattern(String.raw`[/\.\-_A-Za-z0-9]+`, 1, 256), ...page },
  ListRuleNamesByTargetRequest: { TargetArn: arn, EventBusName: busName, ...page },
  ListRulesRequest: { NamePrefix: name, EventBusName: busName, ...page },
  ListTagsForResourceRequest: { ResourceARN: arn },
  ListTargetsByRuleRequest: { ...targetsOnBus, ...page },
  PlacementConstraint: { type: oneOf(['distinctInstance', 'memberOf']), expression: chars(0, 2000) },
  PlacementStrategy: { type: oneOf(['random', 'spread', 'binpack']), field: chars(0, 255) },
  PutEventsRequest: {
    Entries: items(1, 10),
    EndpointId: pattern(String.raw`[A-Za-z0-9\-]+[\.][A-Za-z0-9\-]+`, 1, 50),
  },
  PutEventsRequestEntry: {
    EventBusName: ownBusName,
    Resources: items(0, Number.POSITIVE_INFINITY, chars(0, 2048)),
    TraceHeader: chars(1, 500),
  },
  PutRuleRequest: {
    ...ruleOnBus,
    ScheduleExpression: chars(0, 256),
    EventPattern: chars(0, 4096),
    State: oneOf(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
    Description: chars(0, 512),
    RoleArn: arn,
  },
  PutTargetsRequest: { ...targetsOnBus, Targets: items(1, 100) },
  RedshiftDataParameters: {
    SecretManagerArn: arn,
    Database: chars(1, 64),
    DbUser: chars(1, 128),
    Sql: chars(1, 100_000),
    StatementName: chars(1, 500),
    Sqls: items(0, 40, chars(1, 100_000)),
  },
  RemoveTargetsRequest: { ...targetsOnBus, Ids: items(1, 100, name) },
  RetryPolicy: { MaximumRetryAttempts: range(0, 185), MaximumEventAgeInSeconds: range(60, 86_400) },
  RunCommandParameters: { RunCommandTargets: items(1, 5) },
  RunCommandTarget: {
    Key: pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 1, 128),
    Values: items(1, 50, chars(1, 256)),
  },
  SageMakerPipelineParameter: {
    Name: pattern('[a-zA-Z0-9](-*[a-zA-Z0-9])*', 1, 256),
    Value: chars(0, 1024),
  },
  SageMakerPipelineParameters: { PipelineParameterList: items(0, 200) },
  SqsParameters: { MessageGroupId: chars(0, 100) },
  Tag: { Key: chars(1, 128), Value: chars(0, 256) },
  TagResourceRequest: { ResourceARN: arn },
  Target: { Id: name, Arn: arn, RoleArn: arn, Input: chars(0, 8192), InputPath: chars(0, 256) },
  // An event has at most 256 KB. AWS docs: eb-putevents.
  TestEventPatternRequest: { EventPattern: chars(0, 4096), Event: chars(0, 262_144) },
  UntagResourceRequest: { ResourceARN: arn, TagKeys: each(chars(1, 128)) },
  UpdateApiDestinationRequest: destination,
  UpdateConnectionApiKeyAuthRequestParameters: apiKey,
  UpdateConnectionBasicAuthRequestParameters: basic,
  UpdateConnectionOAuthClientRequestParameters: oauthClient,
  UpdateConnectionOAuthRequestParameters: oauth,
  UpdateConnectionRequest: connection,
};
