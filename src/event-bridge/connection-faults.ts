import type { AuthorizationType, ConnectionSecrets } from '../model/event-bridge.ts';
import { isHttpUrl } from './http-url.ts';

/** Which parameters a type of authorization has. */
export const parametersOf: Readonly<
  Record<AuthorizationType, 'BasicAuthParameters' | 'OAuthParameters' | 'ApiKeyAuthParameters'>
> = {
  BASIC: 'BasicAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
};

/** All that is wrong with what a connection is to call with, as sentences. */
export const connectionFaults = (
  type: AuthorizationType,
  parameters: Partial<ConnectionSecrets>,
  isPrivate: boolean,
): string[] => {
  const wanted = parametersOf[type];
  const others = Object.values(parametersOf).filter((name) => name !== wanted && parameters[name]);
  const endpoint = parameters.OAuthParameters?.AuthorizationEndpoint;
  return [
    // The words are reported, as those of event-targets.ts are.
    ...(isComplete(parameters, wanted)
      ? []
      : [`Parameter ${wanted} is not valid. Reason: Missing required field(s).`]),
    ...others.map((name) => `Parameter AuthParameters.${name} is not for authorization type ${type}.`),
    ...(endpoint !== undefined && !isHttpUrl(endpoint)
      ? ['Parameter AuthorizationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.']
      : []),
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
