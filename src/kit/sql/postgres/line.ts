import pg from 'pg';
import { inTurn } from '../../flow/in-turn.ts';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import type { Listener } from '../peers.ts';

/** Timeouts of connecting and of a statement. */
const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;
/** Pause before a reconnect. */
const PAUSE_MS = 100;

/** The connection of a line. */
export interface Link {
  /** Runs statements one after another. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** A server's one connection outside its pools, for notifications. Reconnects after a loss while it has listeners. */
export interface Line {
  /** Returns the connection, and connects if there is none. Throws if connecting fails. */
  link(): Promise<Link>;
  /** Closes a connection on which something failed. */
  drop(link: Link): void;
  /**
   * Listens on a channel until the returned function is called; the last such call closes the connection. Calls
   * `onGap` once each connection listens.
   */
  listen(channel: string, listener: Listener): () => Promise<void>;
}

/** A connection that is open or being opened. */
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
    client.on('notification', ({ channel, payload = '' }) => listeners.get(channel)?.onMessage(payload));
    const prepare = async (): Promise<Link> => {
      await client.connect();
      for (const channel of listeners.keys()) await link.query(`listen ${channel}`);
      for (const listener of listeners.values()) listener.onGap();
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
    // A connection that is being opened may have subscribed to its channels already.
    const present = current?.ready.then((there) => there.query(`listen ${channel}`));
    present?.then(
      () => listener.onGap(),
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
