import { hash as digest } from 'node:crypto';
import type { Work } from '../changes/work.ts';
import type { Catalog, OperationName } from '../model/contract.ts';
import { ConflictException } from '../model/errors.ts';
import { findToken, insertToken, type TokenKey } from '../store/repositories/client-tokens.ts';
import type { ClientTokens } from '../store/tables/client-tokens.ts';
import type { Call } from './operation.ts';

/**
 * Runs `work` once per client token, also for concurrent requests; a repeated request gets the first result. A token is
 * scoped to account, catalog and operation. Throws ConflictException if the token came with another request before.
 * Costs a query; the first time, one more statement in the transaction of `work`, which is rolled back if an equal
 * request commits first.
 */
export const oncePerToken = async <Result>(
  call: Call,
  operation: OperationName,
  input: { Catalog: Catalog; ClientToken?: string },
  work: (work: Work) => Promise<Result>,
): Promise<Result> => {
  const { ClientToken, ...request } = input;
  const key: TokenKey = {
    account_id: call.account,
    catalog: input.Catalog,
    operation,
    token: ClientToken ?? '',
  };
  const hash = digest('sha256', JSON.stringify(request), 'base64');
  const earlier = await findToken(call.reads, key);
  if (earlier) return replay<Result>(earlier, hash);
  try {
    return await call.transaction(async (unit) => {
      const result = await work(unit);
      const row = { ...key, request_hash: hash, result: JSON.stringify(result), created_at: call.now };
      await insertToken(unit.tx, row);
      return result;
    });
  } catch (error) {
    // Of concurrent equal requests one commits first; the others fail because of its effects or its token.
    const winner = await findToken(call.reads, key).catch(() => undefined);
    if (!winner) throw error;
    return replay<Result>(winner, hash);
  }
};

const replay = <Result>(earlier: ClientTokens, hash: string): Result => {
  if (earlier.request_hash === hash) return JSON.parse(earlier.result);
  throw ConflictException('Conflicting client token submitted for a new request body.');
};
