/**
 * A policy that AWS manages. Of a document that also grants access to services that this server does not have, the statements
 * (in ReadOnlyAccess and the policies of EventBridge: the actions) of Partner Central, EventBridge, STS and IAM are here.
 */
export interface ManagedPolicy {
  name: string;
  document: { Version: string; Statement: readonly object[] };
}
