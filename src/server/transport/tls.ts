import { createPrivateKey, X509Certificate } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Server, ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Logger } from 'pino';
import { fileReason } from '../../kit/file-reason.ts';

/** Where the certificates of a server are, as PEM files. */
export interface TlsFiles {
  /** The certificate of the server, followed by those of its authorities. */
  certFile: string;
  /** Its private key, without a passphrase. */
  keyFile: string;
  /** The authorities of clients: only clients with a certificate of one of them can connect. Default: all can. */
  clientCaFile?: string | undefined;
}

/** The content of the files. */
export interface Certificates {
  cert: string;
  key: string;
  clientCa: string | undefined;
}

const LIMIT_BYTES = 1_048_576;
const WATCH_MS = 5_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Reads the files and checks that they belong together. Throws an Error that names the file and what is wrong with it. */
export const readCertificates = async ({
  certFile,
  keyFile,
  clientCaFile,
}: TlsFiles): Promise<Certificates> => {
  const [cert, key, clientCa] = await Promise.all([
    read(certFile),
    read(keyFile),
    clientCaFile === undefined ? undefined : read(clientCaFile),
  ]);
  const leaf = attempt(() => new X509Certificate(cert), `${certFile} has no certificate in PEM.`);
  const privateKey = attempt(
    () => createPrivateKey(key),
    `${keyFile} has no private key in PEM without a passphrase.`,
  );
  if (!leaf.checkPrivateKey(privateKey)) throw new Error(`${keyFile} is not the key of ${certFile}.`);
  if (clientCa !== undefined) {
    attempt(() => new X509Certificate(clientCa), `${clientCaFile} has no certificate in PEM.`);
  }
  attempt(() => createSecureContext({ cert, key, ca: clientCa }), `${certFile} cannot be used for TLS.`);
  return { cert, key, clientCa };
};

/** Not endless files, such as devices and pipes. */
const read = async (file: string): Promise<string> => {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > LIMIT_BYTES) throw new Error('it is no file of at most 1 MiB');
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${fileReason(error)}`);
  }
};

const attempt = <T>(make: () => T, message: string): T => {
  try {
    return make();
  } catch {
    // The cause could quote the key.
    throw new Error(message);
  }
};

/** Returns the options of Node's server. */
export const serverOptions = ({ clientCa, ...certificates }: Certificates): ServerOptions => ({
  ...contextOptions({ clientCa, ...certificates }),
  handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  // A client without a certificate of these authorities is refused in the handshake.
  ...(clientCa !== undefined && { requestCert: true, rejectUnauthorized: true }),
});

const contextOptions = ({ cert, key, clientCa }: Certificates) =>
  ({ cert, key, minVersion: 'TLSv1.2', ...(clientCa !== undefined && { ca: clientCa }) }) as const;

/** Keeps the certificates of a server current. */
export interface CurrentCertificates {
  /** Reads the files again. What cannot be used is logged, and what was there before stays. Never rejects. */
  reload(): Promise<void>;
  stop(): void;
}

/**
 * Reloads the certificates when their files change. Polls, because files that are replaced by a link, as Kubernetes does, or
 * that are on a network, send no notice. New connections use the new certificates. Costs a stat per file every 5 seconds.
 */
export const keepCurrent = (
  { server, files, first, log }: { server: Server; files: TlsFiles; first: Certificates; log: Logger },
  watchMs = WATCH_MS,
): CurrentCertificates => {
  let current = first;
  const reload = async (): Promise<void> => {
    try {
      const next = await readCertificates(files);
      if (JSON.stringify(next) === JSON.stringify(current)) return;
      server.setSecureContext(contextOptions(next));
      current = next;
      const { subject, validTo } = new X509Certificate(next.cert);
      log.info({ subject, validTo }, 'certificates reloaded');
    } catch (error) {
      log.error(
        { reason: (error as Error).message },
        'new certificates cannot be used; the old ones stay in use',
      );
    }
  };
  const paths = [files.certFile, files.keyFile, files.clientCaFile].filter((path) => path !== undefined);
  const changed = (): void => void reload();
  for (const path of paths) watchFile(path, { persistent: false, interval: watchMs }, changed);
  return {
    reload,
    stop: () => {
      for (const path of paths) unwatchFile(path, changed);
    },
  };
};
