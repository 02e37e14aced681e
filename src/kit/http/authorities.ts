import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

/**
 * Splits PEM text into the certificates of authorities.
 * @throws Error if it has none, or one that cannot be read
 */
export const readAuthorities = (pem: string): string[] => {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('It has no certificate in PEM (-----BEGIN CERTIFICATE-----).');
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch {
      throw new Error(`Its certificate ${index + 1} cannot be read.`);
    }
  }
  return blocks;
};

/** Returns what TLS connections trust: these authorities, and those that Node trusts by default. */
export const trusting = (authorities: readonly string[]): tls.SecureContext =>
  tls.createSecureContext({ ca: [...usualAuthorities(), ...authorities] });

/** What is wrong with the certificate of a server, by the code of Node's error. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ...[
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'INVALID_CA',
  ].map((code) => [code, 'is of no authority that this server trusts'] as const),
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', 'is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not for the name of its host'],
]);

/** Returns what is wrong with the certificate of a server, such as "has expired", if an error is about that. */
export const certificateFault = (error: unknown): string | undefined => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  const reason = typeof code === 'string' ? REASONS.get(code) : undefined;
  return reason ? `${reason} (${String(code)})` : cause ? certificateFault(cause) : undefined;
};

/** The authorities that Node.js trusts. Before 22.15 it does not tell those of its own options and variables. */
export const usualAuthorities = (): readonly string[] =>
  (tls as Partial<typeof tls>).getCACertificates?.('default') ?? tls.rootCertificates;
