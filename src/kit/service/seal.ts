import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals content into texts that say nothing and cannot be forged, with a key that all nodes share (AES-256-GCM). */
export interface Seal {
  /** Only who names `purpose` again can open it. Answers base64url. */
  seal(content: Buffer, purpose: Buffer): string;
  /** Undefined for a text that was damaged, sealed with another key, or for another purpose. */
  open(sealed: string, purpose: Buffer): Buffer | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A new key: base64, to be kept where every node finds it. */
export const newSealKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** `key`: one of `newSealKey`. */
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
      // Node's decoder passes over what is not base64url: only the very text that was sealed counts.
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
