import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createKeyRing, isSealKey, type KeyRing, keyIdOf } from '../kit/service/key-ring.ts';
import type { SecretKeeper } from '../store/repositories/connection-secrets.ts';
import { readMeta, writeMeta } from '../store/repositories/meta.ts';
import { SECRETS_KEYS } from '../store/tables/meta.ts';
import type { Queries } from '../store/tables.ts';

/** Where a secret is read from instead of being stored. */
export type SecretReference = { env: string } | { file: string };

/** The secrets in the database: sealed with a key that the database does not hold. */
export interface Secrets extends SecretKeeper {
  /** Whether `protect` encrypts: there is a key, or one is made when it is needed. */
  readonly protects: boolean;
  /**
   * Seals a secret, or keeps where to read it, in the transaction that stores it. Throws an Error that says how to give a
   * key if there is none.
   */
  keep(tx: Queries, secret: string | SecretReference, purpose: string): Promise<string>;
  /** Returns a kept secret. Throws an Error, without the secret, if it cannot be read. */
  read(kept: string, purpose: string): Promise<string>;
  /** Seals with the current key what another one sealed; returns undefined if there is nothing to do. */
  reseal(tx: Queries, kept: string, purpose: string): Promise<string | undefined>;
  /** As `reseal`, and seals what `protect` stored as it is. */
  reprotect(tx: Queries, kept: string, purpose: string): Promise<string | undefined>;
  /** Records that only the current key is in use. Call it once everything is sealed again. */
  endRotation(tx: Queries): Promise<void>;
  /** Throws an Error if a key that is in use is not given. One query. */
  check(db: Queries): Promise<void>;
}

/** Where the secrets keys come from. */
export interface SecretsKeySource {
  /** The current key, then those that may have sealed older secrets. */
  given: readonly string[];
  /** Makes the key when it is needed first. Undefined: it has to be given. */
  create?: (() => Promise<string>) | undefined;
}

/** Parses secrets keys, separated by white space or commas. Throws an Error that does not quote them. */
export const parseSecretsKeys = (text: string, from: string): string[] => {
  const keys = text.split(/[\s,]+/).filter(Boolean);
  if (keys.length > 0 && keys.every(isSealKey)) return keys;
  throw new Error(
    `${from} has to have a secrets key: 32 random bytes in base64. Make one with \`cosell keys new-secrets-key\` or ` +
      '`openssl rand -base64 32`. Several keys are separated by line breaks, the current one first.',
  );
};

export const createSecrets = ({ given, create }: SecretsKeySource): Secrets => {
  const [first, ...others] = given;
  let ring: KeyRing | undefined = first === undefined ? undefined : createKeyRing([first, ...others]);
  const ringToSeal = async (tx: Queries): Promise<KeyRing> => {
    if (!ring) {
      if (!create) throw new NoSecretsKeyError();
      ring = createKeyRing([await create()]);
    }
    const [id = ''] = ring.ids;
    const used = await usedKeyIds(tx);
    if (!used.includes(id)) await writeMeta(tx, SECRETS_KEYS, JSON.stringify([...used, id]));
    return ring;
  };
  const sealWith = async (tx: Queries, secret: string, purpose: string): Promise<string> =>
    `${SEALED}${(await ringToSeal(tx)).seal(secret, purpose)}`;

  const open = (kept: string, purpose: string): string => {
    const sealed = kept.slice(SEALED.length);
    const secret = ring?.open(sealed, purpose);
    if (secret !== undefined) return secret;
    throw new Error(
      `A secret is sealed with the secrets key ${keyIdOf(sealed)}, which was not given, or is damaged.`,
    );
  };
  const reseal = async (tx: Queries, kept: string, purpose: string): Promise<string | undefined> => {
    if (!isSealed(kept)) return undefined;
    const sealed = kept.slice(SEALED.length);
    if (keyIdOf(sealed) === ring?.ids[0]) return undefined;
    const secret = ring?.open(sealed, purpose);
    if (secret === undefined) throw new WrongSecretsKeyError([keyIdOf(sealed)], ring?.ids ?? []);
    return sealWith(tx, secret, purpose);
  };
  const protects = ring !== undefined || create !== undefined;

  return {
    protects,
    protect: async (tx, secret, purpose) => (protects ? sealWith(tx, secret, purpose) : secret),
    reveal: (kept, purpose) => (isSealed(kept) ? open(kept, purpose) : kept),
    keep: async (tx, secret, purpose) =>
      typeof secret === 'string' ? sealWith(tx, secret, purpose) : JSON.stringify(secret),
    read: async (kept, purpose) => (isSealed(kept) ? open(kept, purpose) : readReference(JSON.parse(kept))),
    reseal,
    reprotect: async (tx, kept, purpose) => {
      if (isSealed(kept)) return reseal(tx, kept, purpose);
      return protects ? sealWith(tx, kept, purpose) : undefined;
    },
    endRotation: async (tx) => {
      const [id] = ring?.ids ?? [];
      if (id !== undefined) await writeMeta(tx, SECRETS_KEYS, JSON.stringify([id]));
    },
    check: async (db) => {
      const used = await usedKeyIds(db);
      const missing = used.filter((id) => !ring?.ids.includes(id));
      if (missing.length > 0) throw new WrongSecretsKeyError(missing, ring?.ids ?? []);
    },
  };
};

const SEALED = 'sealed:';

/** Whether a stored secret is encrypted. No secret, key or JSON that is stored as it is begins so. */
export const isSealed = (kept: string): boolean => kept.startsWith(SEALED);

/** There is no key to seal a secret with. */
export class NoSecretsKeyError extends Error {
  constructor() {
    super(
      'This server has no key to encrypt secrets with. Make one with `cosell keys new-secrets-key` or `openssl rand ' +
        '-base64 32`, and start every server with it: --secrets-key-file, or COSELL_SECRETS_KEY.',
    );
    this.name = 'NoSecretsKeyError';
  }
}

class WrongSecretsKeyError extends Error {
  constructor(missing: readonly string[], given: readonly string[]) {
    const which = given.length === 0 ? 'none was given' : `the given ones are ${given.join(', ')}`;
    super(
      `The database has secrets that were encrypted with the secrets key ${missing.join(', ')}, and ${which}. Start with ` +
        'that key (--secrets-key-file or COSELL_SECRETS_KEY); to replace it, give the new key first and that one after it.',
    );
    this.name = 'WrongSecretsKeyError';
  }
}

const idsIn = (value: string | undefined): string[] => (value ? JSON.parse(value) : []);

/** Returns the ids of the secrets keys that a database is encrypted with. One query. */
export const usedKeyIds = async (db: Queries): Promise<string[]> => idsIn(await readMeta(db, SECRETS_KEYS));

const LONGEST_SECRET = 4096;

/** Reads what a reference names, on this server. Throws an Error that names the reference. */
export const readReference = async (reference: SecretReference): Promise<string> => {
  if ('env' in reference) {
    const value = process.env[reference.env];
    if (value) return value;
    throw new Error(`The environment variable ${reference.env}, which has to hold a secret, is not set.`);
  }
  const text = await readSmallFile(reference.file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `The file ${reference.file}, which has to hold a secret, cannot be read (${error.code ?? error.message}).`,
    );
  });
  const secret = text.trim();
  if (secret !== '' && secret.length <= LONGEST_SECRET) return secret;
  throw new Error(`The file ${reference.file} has to hold a secret of at most ${LONGEST_SECRET} characters.`);
};

/** Reads the begin of a regular file, one byte more than a secret may have. A device or a pipe would not end. */
const readSmallFile = async (path: string): Promise<string> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error('it is no file');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_SECRET + 1), 0, LONGEST_SECRET + 1, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};
