import type * as sdk from '@aws-sdk/client-eventbridge';
import type { AccountId, Wire } from './contract.ts';

/** The documents of EventBridge's rules, targets, connections and API destinations, as they are stored. */

/** A target of a rule, as PutTargets received it. */
export type EventTarget = Wire<sdk.Target>;

export type AuthorizationType = sdk.ConnectionAuthorizationType;

/** The authorization of a connection, as CreateConnection received it, with its secrets. */
export type ConnectionSecrets = Wire<sdk.CreateConnectionAuthRequestParameters>;

/** A connection as DescribeConnection shows it, without its identity and dates. */
export interface ConnectionDocument {
  Description?: string | undefined;
  AuthorizationType: AuthorizationType;
  /** Without secrets. */
  AuthParameters: Wire<sdk.ConnectionAuthResponseParameters>;
  SecretArn: string;
}

/** An API destination as it was created or last updated, without its identity, dates and connection. */
export interface ApiDestinationDocument {
  Description?: string | undefined;
  InvocationEndpoint: string;
  HttpMethod: sdk.ApiDestinationHttpMethod;
  InvocationRateLimitPerSecond: number;
}

/** Kinds of EventBridge resources. */
export type EventBridgeKind = 'rule' | 'connection' | 'api-destination' | 'event-bus';

/** Returns the ARN of an EventBridge resource: `rule/<name>`, `connection/<name>/<id>`, `event-bus/default`. */
export const eventBridgeArn = (
  region: string,
  account: AccountId,
  kind: EventBridgeKind,
  ...names: string[]
): string => `arn:aws:events:${region}:${account}:${[kind, ...names].join('/')}`;
