import type { Slots } from '../../kit/flow/rolling-count.ts';
import type { Bucket } from '../../kit/flow/token-bucket.ts';
import type { AccountId } from '../../model/contract.ts';
import type { QuotaClass } from '../../rules/access/quotas.ts';
import type { Queries } from '../../store/tables.ts';

/** Whose requests are counted: those of an account, by class. */
export interface CounterKey {
  account: AccountId;
  class: QuotaClass;
}

/** A quota, as counters need it. */
export interface CountedQuota {
  bucket: Bucket | undefined;
  perDay: number | undefined;
}

/** Counts requests. On PostgreSQL all servers share the counts; on SQLite there is one server. */
export interface Counters {
  /** Counts a request at `nowMs` of the server's clock unless a quota is used up. Returns whether it was counted. */
  count(key: CounterKey, quota: CountedQuota, nowMs: number): boolean | Promise<boolean>;
  /** Returns the requests of an account that may still count towards its day, by class. */
  read(account: AccountId): Promise<ReadonlyMap<string, Slots>>;
  /** Forgets the requests of one account or of all, in the transaction `tx`. */
  forget(tx: Queries, account?: AccountId): Promise<void>;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}
