import Type, { type Static } from 'typebox';
import type { OperatorTokens } from '../store/tables/operator-tokens.ts';
import { oneOf } from './schemas.ts';

export const TokenName = Type.String({
  pattern: '^[A-Za-z0-9.-]{1,64}$',
  description: 'Names the token in the audit log, e.g. ci.',
});
export const TokenScope = oneOf(
  ['metrics', 'read', 'operate', 'admin'] as const,
  'metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.',
);
export const ShownToken = Type.Object({
  name: TokenName,
  scope: TokenScope,
  createdAt: Type.String(),
  expiresAt: Type.Optional(Type.String({ description: 'Absent: never.' })),
});

/** The operator's view of a token, without its hash. */
export const showToken = ({
  name,
  scope,
  created_at,
  expires_at,
}: OperatorTokens): Static<typeof ShownToken> => ({
  name,
  scope: scope as Static<typeof TokenScope>,
  createdAt: created_at,
  ...(expires_at !== '' && { expiresAt: expires_at }),
});
