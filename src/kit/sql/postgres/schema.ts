import { type Kysely, sql } from 'kysely';
import type { Counter, SchemaDialect } from '../schema.ts';

/** The schema in PostgreSQL. The collation "C" sorts by code points in any locale. */
export const postgresSchema: SchemaDialect = {
  text: sql`text collate "C"`,
  counter: { type: 'bigserial', define: (column) => column },
  createHorizon: async (db, counter, view) => {
    await createAnnouncement(db, counter);
    await createView(db, counter, view);
  },
  // The introspection of all tables would cost a new connection 20 ms.
  hasTable: async (db, table) => {
    const { rows } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(
      db,
    );
    return rows[0]?.found === true;
  },
  countOn: async (db, counter) => {
    const greatest = sql`max(${sql.ref(counter.column)})`;
    const numbers = sequenceOf(counter);
    // `>=`, because `last_value` of an unused sequence is the first number that it will return.
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
 * Transactions commit in a different order than they take their numbers, so a reader that has seen row 8 could miss 7,
 * whose transaction still runs. Therefore a transaction announces, before it takes its first number, that it will take
 * numbers after the last one given out: it holds a shared advisory lock on that number until it ends. Nothing waits for
 * these locks; readers query `pg_locks`.
 *
 * The lock's key: a prefix of 16 bits that distinguishes it from other advisory locks, then 48 bits of the number.
 */
const KEY_PREFIX = 0x4356n << 48n;

/** Creates a trigger that locks once per INSERT, before its rows take their numbers. Costs one lock in memory. */
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
 * Creates a view of the last number given out, or the least announced one if lower. The order of the reads matters: a
 * number given out before `given` was read was announced even earlier, so this sees its lock, unless its transaction
 * has ended. PostgreSQL releases locks after a commit is visible, so in that case the next statement sees its rows.
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
