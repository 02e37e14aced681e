import { X509Certificate } from 'node:crypto';
import { check, type Finding, ok, problem, warning } from '../check.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;

/** The certificate that the server is to serve HTTPS with. */
export const certificates = check(
  'certificates',
  'Certificates',
  async ({ flags: { tlsCert, tlsKey, tlsClientCa } }) => {
    // Of one alone the configuration's check tells.
    if ((tlsCert === undefined) !== (tlsKey === undefined)) return [];
    if (tlsCert === undefined || tlsKey === undefined)
      return [ok('The server speaks HTTP, without a certificate.')];
    const { readCertificates } = await import('../../../server/transport/tls.ts');
    try {
      const { cert } = await readCertificates({
        certFile: tlsCert,
        keyFile: tlsKey,
        clientCaFile: tlsClientCa,
      });
      return [validity(tlsCert, new X509Certificate(cert))];
    } catch (error) {
      return [problem((error as Error).message, 'Give the certificate and its key as PEM files.')];
    }
  },
);

const validity = (file: string, { validFromDate, validToDate }: X509Certificate): Finding => {
  const days = Math.floor((validToDate.getTime() - Date.now()) / DAY_MS);
  const until = validToDate.toISOString().slice(0, 10);
  const todo = 'Renew it: the server takes a new file by itself, without a restart.';
  if (validFromDate.getTime() > Date.now())
    return problem(
      `${file} is valid only from ${validFromDate.toISOString()} on.`,
      'Look at the clock, or renew it.',
    );
  if (days < 0) return problem(`${file} has expired on ${until}.`, todo);
  if (days < SOON_DAYS) return warning(`${file} expires in ${days} days, on ${until}.`, todo);
  return ok(`${file} is valid until ${until}.`);
};
