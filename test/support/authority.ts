import { generate } from 'selfsigned';

/** A certificate and its key, in PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

export interface Authority extends Certificate {
  /** Issues a certificate for a server at names or addresses, or for a client. Default: a server on 127.0.0.1 and localhost. */
  issue(of?: {
    names?: readonly string[];
    addresses?: readonly string[];
    validFrom?: Date;
    validTo?: Date;
    commonName?: string;
  }): Promise<Certificate>;
}

const DAY_MS = 86_400_000;
const keyType = { keyType: 'ec', algorithm: 'sha256' } as const;

/** Makes an authority for the test, which nobody trusts but who is given its `cert`. */
export const createAuthority = async (commonName = 'A test authority'): Promise<Authority> => {
  const usage = { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true } as const;
  const made = await generate([{ name: 'commonName', value: commonName }], {
    ...keyType,
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, usage],
  });
  const ca = { key: made.private, cert: made.cert };
  return {
    ...ca,
    issue: async ({
      names = ['localhost'],
      addresses = ['127.0.0.1'],
      validFrom = new Date(Date.now() - DAY_MS),
      validTo = new Date(Date.now() + DAY_MS),
      commonName: subject = names[0] ?? addresses[0] ?? 'test',
    } = {}) => {
      const altNames = [
        ...names.map((value) => ({ type: 2 as const, value })),
        ...addresses.map((ip) => ({ type: 7 as const, ip })),
      ];
      const issued = await generate([{ name: 'commonName', value: subject }], {
        ...keyType,
        ca,
        notBeforeDate: validFrom,
        notAfterDate: validTo,
        extensions: [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          { name: 'subjectAltName', altNames },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
};
