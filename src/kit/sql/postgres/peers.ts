import { setTimeout as sleep } from 'node:timers/promises';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import type { Channel, Following, Listener, Peers, SharedSettings } from '../peers.ts';
import { createLine, type Line, type Link } from './line.ts';

/** Milliseconds between polls for a version that nobody told this server of. */
const POLL_INTERVAL_MS = 250;
/** Milliseconds between polls for servers that do not obey yet, and for how long they are waited for. */
const PAUSE_MS = 5;
const PATIENCE_MS = 2_000;
/** Milliseconds between polls for what was never said, because its server died first. */
const MISSED_INTERVAL_MS = 1_000;

/**
 * On its line every server holds a shared advisory lock on the number of the version that it obeys. Nobody waits for
 * these locks: whoever makes a new version polls them until none is on an older one. The lock of a server that has died
 * is gone with its connection.
 *
 * The lock's key: 16 bits that tell it from other advisory locks (schema.ts has some), and 48 bits of the number.
 */
const KEY_PREFIX = 0x4357n << 48n;

/** @param name of the connection, as PostgreSQL shows it. */
export const createPeers = (databaseUrl: string, name: string): Peers => {
  const line = createLine(databaseUrl, name);
  return {
    follow: (settings) => follow(line, settings),
    join: (channel, listener) => join(line, channel, listener),
  };
};

const follow = async (line: Line, { channel, versionQuery, obey }: SharedSettings): Promise<Following> => {
  /** The connection that has a lock, and the version that it is on. */
  let held: { by: Link; version: number } | undefined;
  let closed = false;

  /**
   * Obeys the latest version. The lock comes after: until then this server counts as one that obeys an older version.
   * After the lock it reads the version once more: whoever made one before this server's first lock could not know of it.
   */
  const catchUp = async (): Promise<void> => {
    const link = await line.link();
    try {
      for (;;) {
        const version = await readVersion(link, versionQuery);
        const before = held?.by === link ? held.version : undefined;
        if (version === before) return;
        await obey();
        await link.query('select pg_advisory_lock_shared($1)', [keyOf(version)]);
        held = { by: link, version };
        if (before !== undefined) await link.query('select pg_advisory_unlock_shared($1)', [keyOf(before)]);
      }
    } catch (error) {
      line.drop(link);
      throw error;
    }
  };

  const looks = oneAtATime(async () => {
    if (!closed) await catchUp();
  });
  const lookSoon = (): void => void looks.run().catch(() => {});

  const spread = async (version: number): Promise<void> => {
    try {
      await looks.run();
      const link = await line.link();
      await link.query(`notify ${channel}`);
      const until = Date.now() + PATIENCE_MS;
      while ((await someAreBehind(link, version)) && Date.now() < until) await sleep(PAUSE_MS);
    } catch {
      // The connection is lost. The change is made, and the others find it when they poll.
      await obey();
    }
  };

  const leave = line.listen(channel, { told: lookSoon, missed: lookSoon });
  await looks.run();
  const timer = setInterval(lookSoon, POLL_INTERVAL_MS).unref();
  return {
    spread,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await looks.ended();
      await leave();
    },
  };
};

const join = (line: Line, name: string, listener: Listener): Channel => {
  const leave = line.listen(name, listener);
  const timer = setInterval(() => listener.missed(), MISSED_INTERVAL_MS).unref();
  return {
    say: async (message) => {
      try {
        const link = await line.link();
        await link.query('select pg_notify($1, $2)', [name, message]);
      } catch {
        // The others miss it, and find it when they poll.
      }
    },
    close: async () => {
      clearInterval(timer);
      await leave();
    },
  };
};

const keyOf = (version: number): string => String(KEY_PREFIX + BigInt(version));

const readVersion = async ({ query }: Link, versionQuery: string): Promise<number> => {
  const rows = await query(versionQuery);
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
