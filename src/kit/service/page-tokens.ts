import { createHash } from 'node:crypto';
import type { Page } from '../sql/page.ts';
import { createSeal } from './seal.ts';

/** The position of a row in a list: the values of its sort keys. */
export type Position = NonNullable<Page['after']>;

/** What a token is valid for: a JSON value. A token cannot be opened with another scope. */
export type PageScope = readonly unknown[];

/** Encrypts list positions as NextTokens that are opaque and cannot be forged. */
export interface PageTokens {
  seal(scope: PageScope, position: Position): string;
  /** Returns undefined if the token is damaged or has another scope. */
  open(scope: PageScope, token: string): Position | undefined;
}

/** `key`: made by `newSealKey`, the same on every node. */
export const createPageTokens = (key: string): PageTokens => {
  const seal = createSeal(key);
  return {
    seal: (scope, position) => seal.seal(Buffer.from(JSON.stringify(position)), digest(scope)),
    open: (scope, token) => {
      const position = seal.open(token, digest(scope));
      return position && JSON.parse(position.toString());
    },
  };
};

const digest = (scope: PageScope): Buffer => createHash('sha256').update(JSON.stringify(scope)).digest();
