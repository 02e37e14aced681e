import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Scope } from '../kit/action/action.ts';
import { createLookUp } from '../kit/flow/look-up.ts';
import { performance } from '../kit/flow/real-time.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Store } from '../store/index.ts';
import { findTokens } from '../store/repositories/operator-tokens.ts';
import type { OperatorTokens as Row } from '../store/tables/operator-tokens.ts';

/** Who calls the operator's routes, for the audit log. */
export interface OperatorCaller {
  /** The name of the token; undefined if the routes are open to this machine. */
  token?: string;
  scope: Scope;
}

/** The operators' tokens in the database. */
export interface StoredTokens {
  /**
   * Returns whose token this is; undefined if it is unknown, revoked or expired. Costs one query for all that are asked for at
   * the same time, none while the result is cached, and none for text that no cosell server made.
   */
  find(token: string): Promise<OperatorCaller | undefined>;
  /** Drops everything that is cached, because something changed. */
  forget(): void;
}

/** The name is part of a token, so that it is found by its name and compared in constant time. */
const form = /^cosell_([A-Za-z0-9.-]{1,64})_[0-9a-f]{64}$/;
const SECRET_BYTES = 32;

/** Creates a token and the hash to store. */
export const newToken = (name: string): { token: string; hash: string } => {
  const token = `cosell_${name}_${randomBytes(SECRET_BYTES).toString('hex')}`;
  return { token, hash: digest(token).toString('hex') };
};

const FRESH_MS = 5_000;
const MOST_CACHED = 1_000;
const BATCH_SIZE = 50;

/** `now`: the machine's time, because the operator's clock can be set back. */
export const createStoredTokens = (
  { reads }: Pick<Store, 'reads'>,
  now: () => Timestamp,
  nowMs: () => number = () => performance.now(),
): StoredTokens => {
  const byName = createLookUp<string, Row>({
    ...{ batchSize: BATCH_SIZE, freshMs: FRESH_MS, mostCached: MOST_CACHED, nowMs },
    nameOf: (name) => name,
    keyOf: ({ name }) => name,
    read: (names) => findTokens(reads, names),
  });
  return {
    find: async (token) => {
      const [, name] = form.exec(token) ?? [];
      const row = name === undefined ? undefined : await byName.find(name);
      if (!row || !timingSafeEqual(digest(token), Buffer.from(row.hash, 'hex'))) return undefined;
      if (row.expires_at !== '' && row.expires_at <= now()) return undefined;
      return { token: row.name, scope: row.scope as Scope };
    },
    forget: () => byName.forget(),
  };
};

/** Compares a token with the one that the server was started with. Digests reveal neither the token nor its length. */
export const isToken = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
