import { oneAtATime } from '../../flow/one-at-a-time.ts';
import { clearInterval, nowMs, setInterval } from '../../flow/real-time.ts';
import { sleep } from '../../flow/sleep.ts';
import type { Channel, Following, Listener, Peers, SharedSettings } from '../peers.ts';
import { createLine, type Line, type Link } from './line.ts';

/** Interval of polls for a version whose notification this server missed. */
const POLL_INTERVAL_MS = 250;
/** Interval of polls for servers on an older version, and how long to wait for them. */
const PAUSE_MS = 5;
const PATIENCE_MS = 2_000;
/** Interval of polls for messages that were never sent because their server died first. */
const MISSED_INTERVAL_MS = 1_000;

/**
 * Every server holds a shared advisory lock on the number of the version that it obeys, on its line. Nothing waits for
 * these locks: the server that makes a new version polls `pg_locks` until no lock is on an older one. PostgreSQL
 * releases the lock of a dead server with its connection.
 *
 * The lock's key: a prefix of 16 bits that distinguishes it from other advisory locks (see schema.ts), then 48 bits of
 * the version.
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
  /** The connection that holds the lock, and the version that it locks. */
  let held: { by: Link; version: number } | undefined;
  let closed = false;

  /**
   * Obeys the latest version, then locks it: until then this server counts as being on the older version. Reads the
   * version again after locking, because a server that made one before this server's first lock could not see it.
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

  const polls = oneAtATime(async () => {
    if (!closed) await catchUp();
  });
  const pollSoon = (): void => void polls.run().catch(() => {});

  const spread = async (version: number): Promise<void> => {
    try {
      await polls.run();
      const link = await line.link();
      await link.query(`notify ${channel}`);
      const until = nowMs() + PATIENCE_MS;
      while ((await someAreBehind(link, version)) && nowMs() < until) await sleep(PAUSE_MS);
    } catch {
      // The connection is lost. The change is committed, and the others find it when they poll.
      await obey();
    }
  };

  const leave = line.listen(channel, { onMessage: pollSoon, onGap: pollSoon });
  await polls.run().catch(async (error) => {
    closed = true;
    await leave();
    throw error;
  });
  const timer = setInterval(pollSoon, POLL_INTERVAL_MS).unref();
  return {
    spread,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await polls.ended();
      await leave();
    },
  };
};

const join = (line: Line, name: string, listener: Listener): Channel => {
  const leave = line.listen(name, listener);
  const timer = setInterval(() => listener.onGap(), MISSED_INTERVAL_MS).unref();
  return {
    say: async (message) => {
      try {
        const link = await line.link();
        await link.query('select pg_notify($1, $2)', [name, message]);
      } catch {
        // The others find it when they poll.
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
