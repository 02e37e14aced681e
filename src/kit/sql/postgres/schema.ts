import { type Kysely, sql } from 'kysely';
import type { SchemaWords } from '../schema.ts';

/** PostgreSQL's words. The collation "C" sorts by code points whatever the locale of the database. */
export const postgresSchema: SchemaWords = {
  text: sql`text collate "C"`,
  counter: { type: 'bigserial', define: (column) => column },
  createEventHorizon: async (db) => {
    await createAnnouncement(db);
    await createHorizon(db);
  },
  countOn: async (db) => {
    // Also where they are the same: the last value of a counter that has not begun is the first that it is to give.
    await sql`
      select setval('events_sequence_seq', max(sequence)) from events
        having max(sequence) >= (select last_value from events_sequence_seq)
    `.execute(db);
  },
  lockTables: async (tx, tables) => {
    await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in access exclusive mode`.execute(
      tx,
    );
  },
};

/**
 * Transactions commit in another order than they took their numbers, so a reader that has seen event 8 could miss 7,
 * whose transaction still runs. Therefore a transaction announces, before it takes its first number, that numbers
 * after the last one given out are on their way: by a shared advisory lock on that number, which it holds until it
 * has ended. Nobody waits for these locks; readers look at them.
 *
 * The lock's key: 16 bits that tell it from other advisory locks, and 48 bits of the number.
 */
const KEY_PREFIX = 0x4356n << 48n;

/** Once per INSERT, before the numbers of its rows are taken. Costs one entry in the lock table, in memory. */
const createAnnouncement = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create function announce_events() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${sql.lit(KEY_PREFIX)} + (select last_value from events_sequence_seq));
      return null;
    end $$
  `.execute(db);
  await sql`
    create trigger announce_events before insert on events for each statement execute function announce_events()
  `.execute(db);
};

/**
 * The last number given out, or the least that is announced. The order matters: a number given out before `given` was
 * read was announced before, so its announcement is seen here, unless its transaction has ended; and locks are let
 * go after a commit can be seen, so then the statement after this one sees its events.
 */
const createHorizon = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create function event_horizon_now() returns bigint language plpgsql volatile as $$
    declare
      given bigint;
      announced bigint;
    begin
      select last_value into given from events_sequence_seq;
      select min(((classid::bigint & 65535) << 32) | objid::bigint) into announced
        from pg_locks
        where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock'
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint >> 16 = ${sql.lit(KEY_PREFIX >> 48n)};
      return least(given, announced);
    end $$
  `.execute(db);
  await sql`create view event_horizon as select event_horizon_now() as sequence`.execute(db);
};
