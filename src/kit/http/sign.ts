import type { Readable } from 'node:stream';
import { Sha256Node } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** Keys of an account or of a session. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** A request whose signature covers all of it. */
export interface Unsigned {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Of a stream only the head is signed. */
  body?: string | Uint8Array | Readable | undefined;
}

/** Signs a request with AWS Signature Version 4. Returns its headers, without Host, which whoever sends it sets. */
export const sign = async (
  { method, url, headers, body }: Unsigned,
  { sessionToken, ...keys }: Keys,
  scope: { region: string; service: string },
): Promise<Record<string, string>> => {
  const signer = new SignatureV4({
    credentials: sessionToken === undefined ? keys : { ...keys, sessionToken },
    ...scope,
    sha256: Sha256Node,
  });
  const signed = await signer.sign({
    ...{ method, protocol: url.protocol, hostname: url.host },
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    ...(body !== undefined && { body }),
  });
  const { host: _, ...rest } = signed.headers;
  return rest;
};
