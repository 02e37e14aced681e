import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import { type ConnectionDocument, type ConnectionSecrets, eventBridgeArn } from '../model/event-bridge.ts';
import type { EventConnection } from '../store/repositories/event-connections.ts';

export const connectionNotFound = (name: string): ServiceError =>
  ResourceNotFoundException(`Failed to describe the connection(s). Connection '${name}' does not exist.`);

export const connectionArn = (
  region: string,
  { account_id, name, id }: Pick<EventConnection, 'account_id' | 'name' | 'id'>,
): string => eventBridgeArn(region, account_id, 'connection', name, id);

/** A connection as lists show it. Every connection is authorized. */
export const connectionSummary = (region: string, connection: EventConnection) => ({
  ConnectionArn: connectionArn(region, connection),
  Name: connection.name,
  ConnectionState: 'AUTHORIZED' as const,
  AuthorizationType: connection.document.AuthorizationType,
  CreationTime: connection.created_at,
  LastModifiedTime: connection.modified_at,
  LastAuthorizedTime: connection.modified_at,
});

type HttpParameters = NonNullable<ConnectionSecrets['InvocationHttpParameters']>;

/** Returns a connection's parameters without passwords, keys, secrets and values marked as secret. */
export const withoutSecrets = (given: ConnectionSecrets): ConnectionDocument['AuthParameters'] => {
  const { BasicAuthParameters: basic, OAuthParameters: oauth, ApiKeyAuthParameters: apiKey } = given;
  return {
    ...(basic && { BasicAuthParameters: { Username: basic.Username } }),
    ...(oauth && {
      OAuthParameters: {
        ClientParameters: { ClientID: oauth.ClientParameters.ClientID },
        AuthorizationEndpoint: oauth.AuthorizationEndpoint,
        HttpMethod: oauth.HttpMethod,
        ...(oauth.OAuthHttpParameters && { OAuthHttpParameters: shownHttp(oauth.OAuthHttpParameters) }),
      },
    }),
    ...(apiKey && { ApiKeyAuthParameters: { ApiKeyName: apiKey.ApiKeyName } }),
    ...(given.InvocationHttpParameters && {
      InvocationHttpParameters: shownHttp(given.InvocationHttpParameters),
    }),
  };
};

const shownHttp = (http: HttpParameters): HttpParameters => ({
  ...(http.HeaderParameters && { HeaderParameters: http.HeaderParameters.map(shownParameter) }),
  ...(http.QueryStringParameters && {
    QueryStringParameters: http.QueryStringParameters.map(shownParameter),
  }),
  ...(http.BodyParameters && { BodyParameters: http.BodyParameters.map(shownParameter) }),
});

interface Parameter {
  Key?: string;
  Value?: string;
  IsValueSecret?: boolean;
}

const shownParameter = ({ Key, Value, IsValueSecret = false }: Parameter): Parameter => ({
  ...(Key !== undefined && { Key }),
  ...(Value !== undefined && !IsValueSecret && { Value }),
  IsValueSecret,
});
