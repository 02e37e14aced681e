import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Following, Peers } from '../peers.ts';

/** Where servers say that what is set has changed. */
const CHANNEL = 'cosell_controls';
/** Milliseconds between looks of a server for changes that nobody told it of. */
const LOOK_INTERVAL = 250;
/** Milliseconds between looks for servers that do not obey yet, and for how long they are waited for. */
const PAUSE = 5;
const PATIENCE = 2_000;
/** Milliseconds until a connection, or a statement, is given up. */
const CONNECT_TIMEOUT = 2_000;
const ANSWER_TIMEOUT = 5_000;

/**
 * Every server has one connection more, on which it holds a shared advisory lock on the number of the version that it
 * obeys. Nobody waits for these locks: who makes a new version looks at them, until none is on an older one. The lock of
 * a server that has died is gone with its connection.
 *
 * The lock's key: 16 bits that tell it from other advisory locks (schema.ts has some), and 48 bits of the number.
 */
const KEY_PREFIX = 0x4357n << 48n;

/** A server's connection, and the version whose lock it has there. */
interface Link {
  client: pg.Client;
  /** Runs one statement after another. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  held?: number;
}

export const createPeers = (databaseUrl: string): Peers => ({
  follow: (obey) => follow(databaseUrl, obey),
});

const follow = async (databaseUrl: string, obey: () => Promise<void>): Promise<Following> => {
  let link: Promise<Link> | undefined;
  let looking: Promise<void> | undefined;
  let askedAgain = false;
  let closed = false;

  const connect = async (): Promise<Link> => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'cosell',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      query_timeout: ANSWER_TIMEOUT,
    });
    const drop = (): void => {
      link = undefined;
      client.end().catch(() => {});
    };
    client.on('error', drop);
    client.on('notification', () => void look().catch(() => {}));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      return { client, query: inTurn(client) };
    } catch (error) {
      drop();
      throw error;
    }
  };

  /**
   * Obeys the latest version. The lock comes after: until then this server counts as one that obeys an older version. And
   * after the lock there is one more look, for who made a version before could not know of it where it is the first.
   */
  const catchUp = async (): Promise<void> => {
    link ??= connect();
    const mine = await link;
    try {
      for (;;) {
        const version = await readVersion(mine);
        if (version === mine.held) return;
        await obey();
        await mine.query('select pg_advisory_lock_shared($1)', [keyOf(version)]);
        const before = mine.held;
        mine.held = version;
        if (before !== undefined) {
          await mine.query('select pg_advisory_unlock_shared($1)', [keyOf(before)]);
        }
      }
    } catch (error) {
      link = undefined;
      mine.client.end().catch(() => {});
      throw error;
    }
  };

  /** One look at a time; asked for again meanwhile, there is one more after it, which the asker waits for too. */
  const look = (): Promise<void> => {
    if (closed) return Promise.resolve();
    askedAgain = looking !== undefined;
    looking ??= (async () => {
      do {
        askedAgain = false;
        await catchUp();
      } while (askedAgain && !closed);
    })().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const spread = async (version: number): Promise<void> => {
    try {
      await look();
      link ??= connect();
      const present = await link;
      await present.query(`notify ${CHANNEL}`);
      const until = Date.now() + PATIENCE;
      while ((await someAreBehind(present, version)) && Date.now() < until) await sleep(PAUSE);
    } catch {
      // The connection is lost. The change is made, and the others find it when they look by themselves.
      await obey();
    }
  };

  await look();
  const timer = setInterval(() => void look().catch(() => {}), LOOK_INTERVAL).unref();
  return {
    spread,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await looking?.catch(() => {});
      await link?.then(({ client }) => client.end()).catch(() => {});
    },
  };
};

const inTurn = (client: pg.Client): Link['query'] => {
  let turn: Promise<unknown> = Promise.resolve();
  return (text, values) => {
    const mine = turn.then(async () => (await client.query(text, values)).rows);
    turn = mine.catch(() => {});
    return mine;
  };
};

const keyOf = (version: number): string => String(KEY_PREFIX + BigInt(version));

/** 0 while nothing was ever set (repositories/controls.ts). */
const readVersion = async ({ query }: Link): Promise<number> => {
  const rows = await query("select value from meta where name = 'controls-version'");
  return Number(rows[0]?.value ?? 0);
};

const someAreBehind = async ({ query }: Link, version: number): Promise<boolean> => {
  const rows = await query(
    `select 1 from pg_locks
     where locktype = 'advisory' and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())
       and classid::bigint >> 16 = ${KEY_PREFIX >> 48n}
       and ((classid::bigint & 65535) << 32) | objid::bigint < $1
     limit 1`,
    [version],
  );
  return rows.length > 0;
};
