import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './session.ts';

/**
 * Signs a request with Signature Version 4. The path that is signed is the one that the server receives, so without the
 * prefix that a proxy strips. Loaded only if a server checks signatures.
 */
export const sign = async (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string },
  {
    path,
    credentials,
    region,
    service,
  }: { path: string; credentials: Credentials; region: string; service: string },
): Promise<Record<string, string>> => {
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, uriEscapePath: true });
  const signed = await signer.sign({
    method: init.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path,
    query: Object.fromEntries(url.searchParams),
    headers: { ...init.headers, host: url.host },
    ...(init.body !== undefined && { body: init.body }),
  });
  // A browser sets Host itself.
  const { host: _, ...headers } = signed.headers;
  return headers;
};
