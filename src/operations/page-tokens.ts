import { createHash } from 'node:crypto';
import { createSeal } from '../kit/service/seal.ts';
import type { Page } from '../kit/sql/page.ts';
import type { AccountId } from '../model/contract.ts';
import { businessValidationFailed } from '../model/errors.ts';

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

/** `key`: one of `newSealKey`, the same on every node. */
export const createPageTokens = (key: string): PageTokens => {
  const seal = createSeal(key);
  return {
    seal: (scope, position) => seal.seal(Buffer.from(JSON.stringify(position)), digest(scope)),
    open: (scope, token) => {
      const position = seal.open(token, digest(scope));
      if (!position) throw invalidToken();
      return JSON.parse(position.toString());
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
