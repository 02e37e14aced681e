import { createHash } from 'node:crypto';
import { createSeal } from './seal.ts';

/** Seals with the first of several keys, and opens what any of them sealed. So keys can be replaced one by one. */
export interface KeyRing {
  /** The ids of the keys. An id tells nothing of its key. */
  readonly ids: readonly string[];
  /** Returns `<id>.<base64url>`, which can be opened only with the same `purpose`. */
  seal(content: string, purpose: string): string;
  /** Returns undefined if the text is damaged, or was sealed with another key or purpose. */
  open(sealed: string, purpose: string): string | undefined;
}

const KEY_BYTES = 32;
const ID_LENGTH = 12;

/** Returns the id of the key that a text was sealed with. */
export const keyIdOf = (sealed: string): string => sealed.slice(0, sealed.indexOf('.'));

/** Whether a text is a key as `newSealKey` makes them: 32 bytes in base64. */
export const isSealKey = (text: string): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES;

/** @param keys made by `newSealKey`, at least one */
export const createKeyRing = (keys: readonly [string, ...string[]]): KeyRing => {
  const seals = new Map(keys.map((key) => [idOf(key), createSeal(key)]));
  const [[id, first] = ['', createSeal(keys[0])]] = seals;
  return {
    ids: [...seals.keys()],
    seal: (content, purpose) => `${id}.${first.seal(Buffer.from(content), Buffer.from(purpose))}`,
    open: (sealed, purpose) => {
      const by = keyIdOf(sealed);
      return seals
        .get(by)
        ?.open(sealed.slice(by.length + 1), Buffer.from(purpose))
        ?.toString();
    },
  };
};

const idOf = (key: string): string =>
  createHash('sha256').update(`id of ${key}`).digest('hex').slice(0, ID_LENGTH);
