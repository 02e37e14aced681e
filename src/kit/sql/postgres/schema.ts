import { type Kysely, sql } from 'kysely';
import type { Counter, SchemaWords } from '../schema.ts';

/** PostgreSQL's words. The collation "C" sorts by code points whatever the locale of the database. */
export const postgresSchema: SchemaWords = {
  text: sql`text collate "C"`,
  counter: { type: 'bigserial', define: (column) => column },
  createHorizon: async (db, counter, view) => {
    await createAnnouncement(db, counter);
    await createView(db, counter, view);
  },
  countOn: async (db, counter) => {
    const greatest = sql`max(${sql.ref(counter.column)})`;
    const numbers = sequenceOf(counter);
    // Also if they are the same: the last value of a counter that has not begun is the first that it is to give.
    await sql`
      select setval(${sql.lit(numbers)}, ${greatest}) from ${sql.table(counter.table)}
        having ${greatest} >= (select last_value from ${sql.table(numbers)})
    `.execute(db);
  },
  lockTables: async (tx, tables) => {
    await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in access exclusive mode`.execute(
      tx,
    );
  },
};

/** The name that PostgreSQL gives to the sequence of a `bigserial` column. */
const sequenceOf = ({ table, column }: Counter): string => `${table}_${column}_seq`;

/**
 * Transactions commit in another order than they took their numbers, so a reader that has seen row 8 could miss 7,
 * whose transaction still runs. Therefore a transaction announces, before it takes its first number, that numbers
 * after the last one given out are on their way: by a shared advisory lock on that number, which it holds until it
 * has ended. Nobody waits for these locks; readers look at them.
 *
 * The lock's key: 16 bits that tell it from other advisory locks, and 48 bits of the number.
 */
const KEY_PREFIX = 0x4356n << 48n;

/** Once per INSERT, before the numbers of its rows are taken. Costs one entry in the lock table, in memory. */
const createAnnouncement = async (db: Kysely<unknown>, counter: Counter): Promise<void> => {
  const announce = sql.id(`announce_${counter.table}`);
  const numbers = sql.table(sequenceOf(counter));
  await sql`
    create function ${announce}() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${sql.lit(KEY_PREFIX)} + (select last_value from ${numbers}));
      return null;
    end $$
  `.execute(db);
  await sql`
    create trigger ${announce} before insert on ${sql.table(counter.table)}
      for each statement execute function ${announce}()
  `.execute(db);
};

/**
 * The last number given out, or the least that is announced. The order matters: a number given out before `given` was
 * read was announced before, so its announcement is seen here, unless its transaction has ended; and PostgreSQL releases
 * locks after a commit can be seen, so then the statement after this one sees its rows.
 */
const createView = async (db: Kysely<unknown>, counter: Counter, view: string): Promise<void> => {
  const now = sql.id(`${view}_now`);
  await sql`
    create function ${now}() returns bigint language plpgsql volatile as $$
    declare
      given bigint;
      announced bigint;
    begin
      select last_value into given from ${sql.table(sequenceOf(counter))};
      select min(((classid::bigint & 65535) << 32) | objid::bigint) into announced
        from pg_locks
        where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock'
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint >> 16 = ${sql.lit(KEY_PREFIX >> 48n)};
      return least(given, announced);
    end $$
  `.execute(db);
  await sql`create view ${sql.table(view)} as select ${now}() as ${sql.ref(counter.column)}`.execute(db);
};
