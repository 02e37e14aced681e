import { basePath } from './base-path.ts';
import { fetchOk } from './fault.ts';
import { noteOwnAct } from './own-acts.ts';
import { readServerInfo } from './server-info.ts';
import { type Service, services } from './services.ts';
import { readSession } from './session.ts';

let region: Promise<string> | undefined;
const regionOfServer = (): Promise<string> => {
  region ??= readServerInfo().then((info) => info.region);
  return region;
};

/**
 * Returns the headers that say who calls: a signature if the session has credentials; else a scope with the account as its
 * access key id, which a server with auth `off` takes as it is.
 */
export const authorized = async (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string },
  { account, service }: { account: string; service: string },
): Promise<Record<string, string>> => {
  const { credentials } = readSession();
  const path = `/${url.pathname.slice(basePath.length)}`;
  if (credentials) {
    const { sign } = await import('./sign.ts');
    return sign(url, init, { path, credentials, region: await regionOfServer(), service });
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
