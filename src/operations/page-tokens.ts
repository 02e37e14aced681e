import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AccountId } from '../model/contract.ts';
import { businessValidationFailed } from '../model/errors.ts';
import type { Page } from '../store/page.ts';

/** What a token is good for: another account, operation, catalog or filter cannot use it. */
export interface PageScope {
  /** Its name; of another service, with that before it: `events:ListRules`. */
  operation: string;
  account: AccountId;
  /** The request. Its MaxResults may change from page to page, everything else may not. */
  input: { NextToken?: string; MaxResults?: number };
}

export type Position = NonNullable<Page['after']>;

/** Seals positions in a list into NextTokens that say nothing and cannot be forged. */
export interface PageTokens {
  seal(scope: PageScope, position: Position): string;
  /** Throws ValidationException for a token that was damaged, or given for something else. */
  open(scope: PageScope, token: string): Position;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export const newPageTokenKey = (): string => randomBytes(32).toString('base64');

/** `key`: 32 bytes in base64, the same on every node. */
export const createPageTokens = (key: string): PageTokens => {
  const secret = Buffer.from(key, 'base64');
  return {
    seal: (scope, position) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, iv, { authTagLength: TAG_BYTES }).setAAD(
        digest(scope),
      );
      const body = [cipher.update(JSON.stringify(position)), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...body]).toString('base64url');
    },
    open: (scope, token) => {
      try {
        const bytes = Buffer.from(token, 'base64url');
        // Node's decoder passes over what is not base64url: only the very text that was sealed counts.
        if (bytes.toString('base64url') !== token) throw invalidToken();
        const iv = bytes.subarray(0, IV_BYTES);
        const decipher = createDecipheriv(ALGORITHM, secret, iv, { authTagLength: TAG_BYTES })
          .setAAD(digest(scope))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return JSON.parse(Buffer.concat([decipher.update(body), decipher.final()]).toString());
      } catch {
        throw invalidToken();
      }
    },
  };
};

const digest = ({ operation, account, input }: PageScope): Buffer => {
  const { NextToken, MaxResults, ...filters } = input;
  return createHash('sha256')
    .update(JSON.stringify([operation, account, filters]))
    .digest();
};

const invalidToken = () =>
  businessValidationFailed([
    {
      FieldName: 'NextToken',
      Message:
        'NextToken was not given for this request. Repeat it as it was answered, with the same filters.',
      Code: 'INVALID_VALUE',
    },
  ]);
