import pg from 'pg';
import { inTurn } from '../../flow/in-turn.ts';
import type { Listener } from '../peers.ts';

/** Milliseconds until a connection, or a statement, is given up. */
const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;
/** Milliseconds before a connection that was lost is made again. */
const PAUSE_MS = 100;

/** The connection of a line. */
export interface Link {
  /** Runs one statement after another. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/**
 * A server's one connection beside its pools, on which it hears of the others. While anybody listens, it
 * reconnects whenever the connection is lost.
 */
export interface Line {
  /** The connection; it is made if there is none. Throws if that fails. */
  link(): Promise<Link>;
  /** Gives a connection up on which something failed. */
  drop(link: Link): void;
  /**
   * Listens on a channel until the function answered is called; the last to call it closes the connection. `missed` is
   * called for each connection, once it listens.
   */
  listen(channel: string, listener: Listener): () => Promise<void>;
}

/** A connection that is there, or is being made. */
interface Attempt {
  client: pg.Client;
  link: Link;
  ready: Promise<Link>;
}

/** @param name of the connection, as PostgreSQL shows it. */
export const createLine = (databaseUrl: string, name: string): Line => {
  const listeners = new Map<string, Listener>();
  let current: Attempt | undefined;
  let again: NodeJS.Timeout | undefined;

  const connect = (): Attempt => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    const inOrder = inTurn();
    const link: Link = {
      query: (text, values) => inOrder(async () => (await client.query(text, values)).rows),
    };
    client.on('error', () => drop(link));
    client.on('notification', ({ channel, payload = '' }) => listeners.get(channel)?.told(payload));
    const prepare = async (): Promise<Link> => {
      await client.connect();
      for (const channel of listeners.keys()) await link.query(`listen ${channel}`);
      for (const listener of listeners.values()) listener.missed();
      return link;
    };
    const ready = prepare();
    ready.catch(() => drop(link));
    return { client, link, ready };
  };

  const link = (): Promise<Link> => {
    current ??= connect();
    return current.ready;
  };

  const drop = (lost: Link): void => {
    if (current?.link !== lost) return;
    current.client.end().catch(() => {});
    current = undefined;
    clearTimeout(again);
    if (listeners.size > 0) again = setTimeout(() => link().catch(() => {}), PAUSE_MS).unref();
  };

  const listen = (channel: string, listener: Listener): (() => Promise<void>) => {
    listeners.set(channel, listener);
    // A connection that is being made may have passed the channels already.
    const present = current?.ready.then((there) => there.query(`listen ${channel}`));
    present?.then(
      () => listener.missed(),
      () => {},
    );
    return async () => {
      listeners.delete(channel);
      if (listeners.size > 0) return;
      clearTimeout(again);
      const last = current?.client;
      current = undefined;
      await last?.end().catch(() => {});
    };
  };

  return { link, drop, listen };
};
