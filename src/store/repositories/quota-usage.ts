import { sql } from 'kysely';
import type { Bucket } from '../../kit/flow/token-bucket.ts';
import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import { BATCH_SIZE } from '../rows.ts';
import type { QuotaUsage } from '../tables/quota-usage.ts';
import type { Queries } from '../tables.ts';

export type UsageKey = Pick<QuotaUsage, 'account_id' | 'class'>;

const usageByKey = prepare((db, { account_id, class: of }: UsageKey) =>
  db.selectFrom('quota_usage').selectAll().where('account_id', '=', account_id).where('class', '=', of),
);

export const findUsage = (db: Queries, key: UsageKey): Promise<QuotaUsage | undefined> =>
  usageByKey.first(db, key);

export const findUsages = (db: Queries, account_id: AccountId): Promise<QuotaUsage[]> =>
  db.selectFrom('quota_usage').selectAll().where('account_id', '=', account_id).execute();

/** Writes usages as they are. Costs one statement per 200. */
export const putUsages = async (tx: Queries, usages: readonly QuotaUsage[]): Promise<void> => {
  for (let at = 0; at < usages.length; at += BATCH_SIZE) {
    await tx
      .insertInto('quota_usage')
      .values(usages.slice(at, at + BATCH_SIZE))
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'class'])
          .doUpdateSet(({ ref }) => ({ full_at: ref('excluded.full_at'), slots: ref('excluded.slots') })),
      )
      .execute();
  }
};

/** Deletes what an account, or every account, has used. */
export const deleteUsages = async (tx: Queries, account?: AccountId): Promise<void> => {
  const all = tx.deleteFrom('quota_usage');
  await (account === undefined ? all : all.where('account_id', '=', account)).execute();
};

/** A request to be counted, and the quota that it has to be within. */
export interface Counted extends UsageKey {
  /** Undefined if the rate is not limited. */
  bucket: Bucket | undefined;
  /** Undefined if the requests per day are not limited. */
  day: { limit: number; nowMs: number; spanMs: number; slotMs: number } | undefined;
}

/**
 * Counts a request on PostgreSQL, unless a quota is used up. Returns whether it was counted. The statement does to the row
 * what kit/flow/token-bucket.ts and kit/flow/rolling-count.ts do in memory, by the database's clock, after it has waited for the
 * row's other writers; so any number of servers together allow exactly the quota. Costs this one statement: its commit does
 * not wait for the disk, so a crash of the database forgets the last half second.
 */
export const countUsage = async (db: Queries, counted: Counted): Promise<boolean> => {
  const { intervalMicros = 0, capacity = 0 } = counted.bucket ?? {};
  const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000000)::bigint`;
  const emptied = sql<number>`${now} + ${capacity * intervalMicros}::bigint`;
  const first = counted.day ? JSON.stringify([[counted.day.nowMs, 1]]) : '[]';
  const row = {
    account_id: counted.account_id,
    class: counted.class,
    full_at: sql<number>`${now} + ${intervalMicros}::bigint`,
    slots: first,
  };
  const rows = await db
    .insertInto('quota_usage')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'class'])
        .doUpdateSet({
          full_at: sql<number>`greatest(least(quota_usage.full_at, ${emptied}), ${now}) + ${intervalMicros}::bigint`,
          slots: counted.day ? slotsAfter(counted.day) : sql<string>`quota_usage.slots`,
        })
        .where(
          sql<boolean>`greatest(quota_usage.full_at, ${now}) + ${intervalMicros}::bigint <= ${emptied}
            and ${counted.day ? isWithin(counted.day) : sql`true`}`,
        ),
    )
    .returning(sql`set_config('synchronous_commit', 'off', true)`.as('isCounted'))
    .execute();
  return rows.length > 0;
};

type Day = NonNullable<Counted['day']>;

/** The slots of the row that count. */
const counting = ({ nowMs, spanMs }: Day) => sql`(
  select slot, (slot->>0)::bigint as last_ms, (slot->>1)::bigint as arrivals
  from jsonb_array_elements(quota_usage.slots::jsonb) as slot
  where (slot->>0)::bigint > ${nowMs - spanMs}::bigint and (slot->>0)::bigint < ${nowMs + spanMs}::bigint
) as counting`;

const isWithin = (day: Day) =>
  sql<boolean>`(select coalesce(sum(arrivals), 0) from ${counting(day)}) < ${day.limit}::bigint`;

/** The row's slots after another request: those that count, and that of now. */
const slotsAfter = (day: Day) => {
  const ofNow = sql<boolean>`last_ms / ${day.slotMs}::bigint = ${Math.floor(day.nowMs / day.slotMs)}::bigint`;
  return sql<string>`(
    select (
      coalesce(jsonb_agg(slot) filter (where not ${ofNow}), '[]') || jsonb_build_array(jsonb_build_array(
        greatest(${day.nowMs}::bigint, max(last_ms) filter (where ${ofNow})),
        1 + coalesce(sum(arrivals) filter (where ${ofNow}), 0)
      ))
    )::text
    from ${counting(day)}
  )`;
};
