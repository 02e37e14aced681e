import type { AuthorizationType, ConnectionSecrets } from '../model/event-bridge.ts';
import { connectionHeaderFaults } from '../rules/events/headers.ts';
import { isHttpUrl } from './http-url.ts';

/** The parameters of each authorization type. */
export const parametersOf: Readonly<
  Record<AuthorizationType, 'BasicAuthParameters' | 'OAuthParameters' | 'ApiKeyAuthParameters'>
> = {
  BASIC: 'BasicAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
};

/** Returns all faults of a connection's parameters, as sentences. */
export const connectionFaults = (
  type: AuthorizationType,
  parameters: Partial<ConnectionSecrets>,
  isPrivate: boolean,
): string[] => {
  const wanted = parametersOf[type];
  const others = Object.values(parametersOf).filter((name) => name !== wanted && parameters[name]);
  const endpoint = parameters.OAuthParameters?.AuthorizationEndpoint;
  return [
    // The wording is reported, like that of rules/events/targets.ts.
    ...(isComplete(parameters, wanted)
      ? []
      : [`Parameter ${wanted} is not valid. Reason: Missing required field(s).`]),
    ...others.map((name) => `Parameter AuthParameters.${name} is not for authorization type ${type}.`),
    ...(endpoint !== undefined && !isHttpUrl(endpoint)
      ? ['Parameter AuthorizationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.']
      : []),
    ...connectionHeaderFaults(parameters),
    ...(isPrivate
      ? ['Private connectivity is not supported by this server: it has no resource configurations.']
      : []),
  ];
};

const isComplete = (
  {
    BasicAuthParameters: basic,
    OAuthParameters: oauth,
    ApiKeyAuthParameters: key,
  }: Partial<ConnectionSecrets>,
  wanted: (typeof parametersOf)[AuthorizationType],
): boolean => {
  const needed = {
    BasicAuthParameters: [basic?.Username, basic?.Password],
    ApiKeyAuthParameters: [key?.ApiKeyName, key?.ApiKeyValue],
    OAuthParameters: [
      ...[oauth?.ClientParameters?.ClientID, oauth?.ClientParameters?.ClientSecret],
      ...[oauth?.AuthorizationEndpoint, oauth?.HttpMethod],
    ],
  };
  return needed[wanted].every((value) => value !== undefined);
};
