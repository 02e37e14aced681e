import { withinTime } from '../../../kit/flow/within-time.ts';
import type { HttpAnswer, HttpClient } from '../../../kit/http/client.ts';
import type { ConnectionSecrets, EventTarget } from '../../../model/event-bridge.ts';
import type { EventApiDestination } from '../../../store/repositories/event-api-destinations.ts';
import type { EventConnection } from '../../../store/repositories/event-connections.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { CALL_TIMEOUT_MS, failureOfCall, meaningOfAnswer } from '../http-failure.ts';
import { addressOf, bodyWith } from './http-parameters.ts';
import type { OAuthTokens } from './oauth.ts';
import type { Rate } from './rate.ts';
import type { DeliveryTarget } from './target.ts';

export interface ApiDestinationServices {
  http: HttpClient;
  tokens: OAuthTokens;
  rate: Rate;
}

/** Headers that EventBridge always sends. Source: AWS docs, eb-api-destinations, "Headers included in requests". */
const FIXED_HEADERS = {
  'user-agent': 'Amazon/EventBridge/ApiDestinations',
  range: 'bytes=0-1048575',
};

/** "Retries events associated with error codes 401, 407, 409, 429, and 5xx" (AWS docs, eb-api-destinations). */
const isRetried = (status: number): boolean => [401, 407, 409, 429].includes(status) || status >= 500;

/** An HTTP endpoint that is called with the authorization of a connection. `inputOf` makes the body. */
export const apiDestination = (
  { http, tokens, rate }: ApiDestinationServices,
  target: EventTarget,
  {
    destination,
    connection,
    secrets,
  }: { destination: EventApiDestination; connection: EventConnection; secrets: ConnectionSecrets },
  inputOf: (event: EventEnvelope) => string,
): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => {
  const { InvocationEndpoint, HttpMethod, InvocationRateLimitPerSecond } = destination.document;
  const { InvocationHttpParameters: extra, ...authorization } = secrets;

  const callWith = async (
    event: EventEnvelope,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<HttpAnswer> => {
    const address = addressOf(InvocationEndpoint, event, target.HttpParameters, extra);
    const hasBody = HttpMethod !== 'GET' && HttpMethod !== 'HEAD';
    const request = {
      method: HttpMethod,
      url: address.url,
      pool: destination.account_id,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...address.headers,
        ...headers,
        ...FIXED_HEADERS,
      },
      body: hasBody ? bodyWith(inputOf(event), extra?.BodyParameters) : undefined,
    };
    return withinTime(signal, CALL_TIMEOUT_MS, (limit) => http.call(request, limit));
  };

  /** Calls with the cached access token, and once more with a new one if the target answers 401. */
  const callWithToken = async (event: EventEnvelope, signal: AbortSignal): Promise<HttpAnswer> => {
    const { OAuthParameters } = authorization;
    if (!OAuthParameters) throw new Error('The connection has no OAuthParameters.');
    const call = async () => {
      const token = await withinTime(signal, CALL_TIMEOUT_MS, (limit) =>
        tokens.tokenOf(connection, OAuthParameters, limit),
      );
      const answer = await callWith(event, { authorization: `Bearer ${token}` }, signal);
      if (answer.status === 401) tokens.forget(connection, token);
      return answer;
    };
    const answer = await call();
    return answer.status === 401 ? call() : answer;
  };

  const call = (event: EventEnvelope, signal: AbortSignal): Promise<HttpAnswer> => {
    const { ApiKeyAuthParameters: key, BasicAuthParameters: basic } = authorization;
    switch (connection.document.AuthorizationType) {
      case 'OAUTH_CLIENT_CREDENTIALS':
        return callWithToken(event, signal);
      case 'BASIC': {
        const pair = Buffer.from(`${basic?.Username ?? ''}:${basic?.Password ?? ''}`).toString('base64');
        return callWith(event, { authorization: `Basic ${pair}` }, signal);
      }
      default:
        // The model lets a name begin and end with spaces and tabs.
        return callWith(
          event,
          { [(key?.ApiKeyName ?? '').trim().toLowerCase()]: key?.ApiKeyValue ?? '' },
          signal,
        );
    }
  };

  return {
    deliver: async (event, signal) => {
      try {
        return meaningOfAnswer(await call(event, signal), isRetried);
      } catch (error) {
        return failureOfCall(error);
      }
    },
    takePlace: () =>
      rate.takePlace(`${destination.account_id}/${destination.id}`, InvocationRateLimitPerSecond),
  };
};
