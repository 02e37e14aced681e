import { createHash } from 'node:crypto';
import type { Page } from '../sql/page.ts';
import { createSeal } from './seal.ts';

/** Where in a list a row stands: its keys. */
export type Position = NonNullable<Page['after']>;

/** What a token is valid for, as JSON: with another scope it cannot be opened. */
export type PageScope = readonly unknown[];

/** Seals positions in a list into NextTokens that say nothing and cannot be forged. */
export interface PageTokens {
  seal(scope: PageScope, position: Position): string;
  /** Undefined for a token that was damaged, or given for something else. */
  open(scope: PageScope, token: string): Position | undefined;
}

/** `key`: one of `newSealKey`, the same on every node. */
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
