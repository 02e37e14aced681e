import type * as sdk from '@aws-sdk/client-eventbridge';
import type { AccountId, Wire } from './contract.ts';

/** What is kept of EventBridge's rules, targets, connections and API destinations, as documents. */

/** A target of a rule, as it was put. */
export type EventTarget = Wire<sdk.Target>;

export type AuthorizationType = sdk.ConnectionAuthorizationType;

/** What CreateConnection was given to call with, secrets included. */
export type ConnectionSecrets = Wire<sdk.CreateConnectionAuthRequestParameters>;

/** A connection as DescribeConnection may show it, but its identity and its dates. */
export interface ConnectionDocument {
  Description?: string | undefined;
  AuthorizationType: AuthorizationType;
  /** Without what is secret. */
  AuthParameters: Wire<sdk.ConnectionAuthResponseParameters>;
  SecretArn: string;
}

/** An API destination as it was created or last updated, but its identity, its dates and its connection. */
export interface ApiDestinationDocument {
  Description?: string | undefined;
  InvocationEndpoint: string;
  HttpMethod: sdk.ApiDestinationHttpMethod;
  /** How often it may be called in a second. */
  InvocationRateLimitPerSecond: number;
}

/** Kinds of EventBridge's resources that an account has. */
export type EventBridgeKind = 'rule' | 'connection' | 'api-destination' | 'event-bus';

/** The ARN of a resource of EventBridge: `rule/<name>`, `connection/<name>/<id>`, `event-bus/default`. */
export const eventBridgeArn = (
  region: string,
  account: AccountId,
  kind: EventBridgeKind,
  ...names: string[]
): string => `arn:aws:events:${region}:${account}:${[kind, ...names].join('/')}`;
