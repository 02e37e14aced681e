import { newSealKey } from '../kit/service/seal.ts';
import { changeSecretsAfter } from '../store/repositories/connection-secrets.ts';
import { lockMeta, readMeta, readOrCreate, writeMeta } from '../store/repositories/meta.ts';
import { PAGE_TOKEN_KEY, SESSION_KEY } from '../store/tables/meta.ts';
import type { Queries } from '../store/tables.ts';
import { isSealed, type Secrets } from './secrets.ts';

/** The keys that all servers of one database share. */
export interface InstallationKeys {
  /** Seals page tokens. */
  pageTokens: string;
  /** Seals the sessions of temporary keys. */
  sessions: string;
}

const purposeOf = (name: string): string => `installation ${name}`;

/**
 * Returns the keys of an installation, and creates them at its first start: two queries. The first start with a secrets key
 * seals them, and the secrets of all connections, if an earlier version or a server without a secrets key stored them as they
 * are. Servers that start at the same time agree. Throws an Error if the secrets key is not theirs.
 */
export const openInstallationKeys = async (tx: Queries, secrets: Secrets): Promise<InstallationKeys> => {
  const pageTokens = await keptKey(tx, secrets, PAGE_TOKEN_KEY);
  const sessions = await keptKey(tx, secrets, SESSION_KEY);
  if (secrets.protects && !(isSealed(pageTokens) && isSealed(sessions))) {
    await resealInstallationKeys(tx, secrets);
    for (let after: Parameters<typeof changeSecretsAfter>[1]; ; ) {
      const { last } = await changeSecretsAfter(tx, after, (kept, purpose) =>
        secrets.reprotect(tx, kept, purpose),
      );
      if (!last) break;
      after = last;
    }
  }
  return {
    pageTokens: secrets.reveal(pageTokens, purposeOf(PAGE_TOKEN_KEY)),
    sessions: secrets.reveal(sessions, purposeOf(SESSION_KEY)),
  };
};

const keptKey = async (tx: Queries, secrets: Secrets, name: string): Promise<string> => {
  const known = await readMeta(tx, name);
  if (known !== undefined) return known;
  const created = await secrets.protect(tx, newSealKey(), purposeOf(name));
  return readOrCreate(tx, name, () => created);
};

/** Seals the keys of an installation with the current secrets key. Returns how many were not. At most five statements. */
export const resealInstallationKeys = async (tx: Queries, secrets: Secrets): Promise<number> => {
  let count = 0;
  for (const name of [PAGE_TOKEN_KEY, SESSION_KEY]) {
    const kept = await lockMeta(tx, name);
    const sealed = kept && (await secrets.reprotect(tx, kept, purposeOf(name)));
    if (!sealed) continue;
    await writeMeta(tx, name, sealed);
    count += 1;
  }
  return count;
};
