import { nowMs } from '../../../kit/flow/real-time.ts';
import type { HttpClient } from '../../../kit/http/client.ts';
import type { AccountId } from '../../../model/contract.ts';
import type { ConnectionSecrets } from '../../../model/event-bridge.ts';
import type { EventConnection } from '../../../store/repositories/event-connections.ts';
import { pairsOf } from './http-parameters.ts';

type OAuthParameters = NonNullable<ConnectionSecrets['OAuthParameters']>;

/** A cache of the access tokens of connections. */
export interface OAuthTokens {
  /** Returns the cached token, or fetches one. Throws an Error without secrets if the endpoint gives none. */
  tokenOf(connection: EventConnection, parameters: OAuthParameters, signal: AbortSignal): Promise<string>;
  /** Removes a token that a target refused. */
  forget(connection: EventConnection, token: string): void;
}

interface Token {
  value: string;
  /** By the machine's clock, because the server's clock may be moved and the token comes from elsewhere. */
  expiresAt: number;
}

/** Milliseconds before its expiry from which a token is no longer used. */
const MARGIN_MS = 10_000;
/** The lifetime of a token whose response has no `expires_in`, in seconds. */
const DEFAULT_LIFE_SECONDS = 300;
/** The most tokens in the cache. */
const KEPT = 1_000;

export const createOAuthTokens = (http: HttpClient): OAuthTokens => {
  const tokens = new Map<string, Token>();
  return {
    tokenOf: async (connection, parameters, signal) => {
      const key = keyOf(connection);
      const known = tokens.get(key);
      if (known && known.expiresAt > nowMs()) return known.value;
      const token = await fetchToken(http, connection.account_id, parameters, signal);
      if (tokens.size >= KEPT) tokens.clear();
      tokens.set(key, token);
      return token.value;
    },
    forget: (connection, token) => {
      if (tokens.get(keyOf(connection))?.value === token) tokens.delete(keyOf(connection));
    },
  };
};

/** The key changes with the connection, so that a changed connection fetches a new token. */
const keyOf = ({ account_id, name, id, modified_at }: EventConnection): string =>
  [account_id, name, id, modified_at].join('/');

/**
 * Requests a token with the client's id and secret: as a form in the body (RFC 6749, 4.4.2 and 2.3.1), as JSON if the
 * connection's Content-Type says so, or in the query with GET.
 */
const fetchToken = async (
  http: HttpClient,
  account: AccountId,
  { AuthorizationEndpoint = '', HttpMethod = 'POST', ClientParameters, OAuthHttpParameters }: OAuthParameters,
  signal: AbortSignal,
): Promise<Token> => {
  const fields = {
    grant_type: 'client_credentials',
    client_id: ClientParameters?.ClientID ?? '',
    client_secret: ClientParameters?.ClientSecret ?? '',
    ...pairsOf(OAuthHttpParameters?.BodyParameters),
  };
  const url = new URL(AuthorizationEndpoint);
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  for (const [name, value] of Object.entries(pairsOf(OAuthHttpParameters?.HeaderParameters))) {
    headers[name.toLowerCase()] = value;
  }
  const inQuery = HttpMethod === 'GET';
  const query = { ...(inQuery && fields), ...pairsOf(OAuthHttpParameters?.QueryStringParameters) };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const isJson = /\bjson\b/i.test(headers['content-type'] ?? '');
  const body = isJson ? JSON.stringify(fields) : String(new URLSearchParams(fields));
  const request = { method: HttpMethod, url, headers, pool: account, body: inQuery ? undefined : body };
  const answer = await http.call({ ...request, wantsBody: true }, signal);
  const { access_token: value, expires_in: life } = readJson(answer.body);
  if (answer.status !== 200 || typeof value !== 'string' || value === '') {
    throw new Error(`The authorization endpoint answered with status ${answer.status} and no access token.`);
  }
  const seconds = Number(life) > 0 ? Number(life) : DEFAULT_LIFE_SECONDS;
  return { value, expiresAt: nowMs() + seconds * 1000 - MARGIN_MS };
};

const readJson = (text: string): { access_token?: unknown; expires_in?: unknown } => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};
