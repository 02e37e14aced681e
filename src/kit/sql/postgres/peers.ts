import { setTimeout as sleep } from 'node:timers/promises';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import type { Channel, Following, Listener, Peers } from '../peers.ts';
import { createLine, type Line, type Link } from './line.ts';

/** Where servers say that what is set has changed. */
const CONTROLS = 'cosell_controls';
/** Milliseconds between looks of a server for changes that nobody told it of. */
const LOOK_INTERVAL = 250;
/** Milliseconds between looks for servers that do not obey yet, and for how long they are waited for. */
const PAUSE = 5;
const PATIENCE = 2_000;
/** Milliseconds between looks for messages that were never said, as their server died before it could. */
const MISSED_INTERVAL = 1_000;

/**
 * On its line every server holds a shared advisory lock on the number of the version that it obeys. Nobody waits for
 * these locks: who makes a new version looks at them, until none is on an older one. The lock of a server that has died
 * is gone with its connection.
 *
 * The lock's key: 16 bits that tell it from other advisory locks (schema.ts has some), and 48 bits of the number.
 */
const KEY_PREFIX = 0x4357n << 48n;

export const createPeers = (databaseUrl: string): Peers => {
  const line = createLine(databaseUrl);
  return {
    follow: (obey) => follow(line, obey),
    join: (channel, listener) => join(line, channel, listener),
  };
};

const follow = async (line: Line, obey: () => Promise<void>): Promise<Following> => {
  /** The connection that has a lock, and the version that it is on. */
  let held: { by: Link; version: number } | undefined;
  let closed = false;

  /**
   * Obeys the latest version. The lock comes after: until then this server counts as one that obeys an older version. And
   * after the lock there is one more look, for who made a version before could not know of it where it is the first.
   */
  const catchUp = async (): Promise<void> => {
    const link = await line.link();
    try {
      for (;;) {
        const version = await readVersion(link);
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
      await link.query(`notify ${CONTROLS}`);
      const until = Date.now() + PATIENCE;
      while ((await someAreBehind(link, version)) && Date.now() < until) await sleep(PAUSE);
    } catch {
      // The connection is lost. The change is made, and the others find it when they look by themselves.
      await obey();
    }
  };

  const leave = line.listen(CONTROLS, { told: lookSoon, missed: lookSoon });
  await looks.run();
  const timer = setInterval(lookSoon, LOOK_INTERVAL).unref();
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
  const timer = setInterval(() => listener.missed(), MISSED_INTERVAL).unref();
  return {
    say: async (message) => {
      try {
        const link = await line.link();
        await link.query('select pg_notify($1, $2)', [name, message]);
      } catch {
        // The others miss it, and look by themselves.
      }
    },
    close: async () => {
      clearInterval(timer);
      await leave();
    },
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
