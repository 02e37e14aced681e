import type { Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The tokens of operators. */
export interface OperatorTokens {
  name: string;
  /** SHA-256 of the token, in hexadecimal. */
  hash: string;
  scope: string;
  created_at: Timestamp;
  /** The empty text: never. */
  expires_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    operator_tokens: OperatorTokens;
  }
}

export const operatorTokens = table('operator_tokens', {
  key: ['name'],
  deletedWith: {},
  installation: 'table',
  retention: { kept: 'until it is revoked: an expired one opens nothing' },
});
