import { basePath } from './base-path.ts';
import { fetchOk } from './fault.ts';
import { noteOwnAct } from './own-acts.ts';
import { readServerInfo, type ServerInfo } from './server-info.ts';
import { serverNow } from './server-time.ts';
import { type Service, services } from './services.ts';
import { type Credentials, readSession } from './session.ts';

let info: Promise<ServerInfo> | undefined;
const serverInfo = (): Promise<ServerInfo> => {
  info ??= readServerInfo();
  return info;
};

/** Credentials that an operator's token got for an account; `token` tells which. */
interface Issued {
  token: string;
  credentials: Promise<Credentials & { expiration: string }>;
}
const issued = new Map<string, Issued>();
/** New ones are asked for while the old are still valid. */
const MARGIN_MS = 60_000;

/** Lets an operator's token act as an account: asks the server for credentials, and keeps them while they are valid. */
const issueFor = async (account: string, token: string): Promise<Credentials> => {
  const kept = issued.get(account);
  const valid = kept?.token === token ? await kept.credentials.catch(() => undefined) : undefined;
  if (valid && Date.parse(valid.expiration) - MARGIN_MS > serverNow()) return valid;
  const url = new URL(`${basePath}_cosell/sessions`, location.origin);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = new Request(url, { method: 'POST', headers, body: JSON.stringify({ account }) });
  const credentials = fetchOk(request).then((response) => response.json());
  issued.set(account, { token, credentials });
  return credentials;
};

/** The credentials to call with as an account; undefined if the server checks no signatures. */
const credentialsOf = async (account: string): Promise<Credentials | undefined> => {
  const { credentials, operatorToken } = readSession();
  if (credentials || operatorToken === undefined) return credentials;
  return (await serverInfo()).auth === 'strict' ? issueFor(account, operatorToken) : undefined;
};

/**
 * Returns the headers that say who calls: a signature if credentials are given or the session has some; else a scope with the account as its
 * access key id, which a server with auth `off` takes as it is.
 */
export const authorized = async (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string },
  { account, service, credentials: given }: { account: string; service: string; credentials?: Credentials },
): Promise<Record<string, string>> => {
  const credentials = given ?? (await credentialsOf(account));
  const path = `/${url.pathname.slice(basePath.length)}`;
  if (credentials) {
    const { sign } = await import('./sign.ts');
    return sign(url, init, { path, credentials, region: (await serverInfo()).region, service });
  }
  const scope = `${account}/20260101/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
  return { ...init.headers, authorization };
};

/** Calls an operation of a service as an account. Throws a `Fault`. */
export const callService = async <Output>(
  service: Service,
  account: string,
  operation: string,
  input: unknown,
  /** Given for what a page reads for itself, which is not in the journal of what programs sent. */
  signal?: AbortSignal,
): Promise<Output> => {
  const { target, contentType } = services[service];
  if (!/^(Get|List)/.test(operation)) noteOwnAct(operation);
  const url = new URL(basePath, location.origin);
  const body = JSON.stringify(input);
  const init = {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-amz-target': `${target}.${operation}`,
      ...(signal && { 'x-cosell-journal': 'off' }),
    },
    body,
  };
  const headers = await authorized(url, init, { account, service });
  const response = await fetchOk(new Request(url, { ...init, headers, ...(signal && { signal }) }));
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as Output;
};
