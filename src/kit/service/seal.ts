import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts content with AES-256-GCM and a key that all nodes share. Sealed texts are opaque and cannot be forged. */
export interface Seal {
  /** Returns base64url, which can be opened only with the same `purpose`. */
  seal(content: Buffer, purpose: Buffer): string;
  /** Returns undefined if the text is damaged, or was sealed with another key or purpose. */
  open(sealed: string, purpose: Buffer): Buffer | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Returns a new key, in base64. Store it where every node finds it. */
export const newSealKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** `key`: made by `newSealKey`. */
export const createSeal = (key: string): Seal => {
  const secret = Buffer.from(key, 'base64');
  return {
    seal: (content, purpose) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, iv, { authTagLength: TAG_BYTES }).setAAD(purpose);
      const body = [cipher.update(content), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...body]).toString('base64url');
    },
    open: (sealed, purpose) => {
      const bytes = Buffer.from(sealed, 'base64url');
      // Node's decoder ignores invalid characters; accept only the exact text that was sealed.
      if (bytes.toString('base64url') !== sealed) return undefined;
      try {
        const decipher = createDecipheriv(ALGORITHM, secret, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(purpose)
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
};
