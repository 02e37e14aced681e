import type { QueryClient } from '@tanstack/react-query';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { useEffect, useSyncExternalStore } from 'react';
import { basePath } from './base-path.ts';
import type { Envelope } from './event-envelope.ts';
import { fetchOk, isFault } from './fault.ts';
import { operatorHeaders } from './operator.ts';
import type { ToldClock } from './server-time.ts';
import type { Task } from './task.ts';

/** A message of the live stream: `GET /_cosell/live`. */
export type LiveMessage =
  /** A recorded event. */
  | { kind: 'event'; data: Envelope }
  | { kind: 'task'; data: Task }
  /** The clock of the server, at the beginning. */
  | { kind: 'hello'; data: ToldClock }
  /** What the operator has changed; of the clock also what it is now. */
  | { kind: 'settings'; data: { what: string } & ToldClock }
  /** More calls or deliveries than the server tells of, or more of everything than this page read in time. */
  | { kind: 'lost'; data: { what?: string } }
  /** Events that were deleted, a call, an attempt to deliver, a write. */
  | { kind: 'gone' | 'request' | 'delivery' | 'change'; data: { account?: string } };

/** `connecting` at first, `lost` while it reconnects, `refused` if the session may not read it. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'refused';

type Listener = (message: LiveMessage) => void;
const listeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
let state: LiveState = 'connecting';

const setState = (next: LiveState): void => {
  state = next;
  for (const listener of stateListeners) listener();
};

/** The state of the connection, for the top bar. */
export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => state,
  );

/** Calls `listener` with every message while the component is shown. Wrap it in useCallback. */
export const useLive = (listener: Listener): void =>
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listener]);

/** What is read again is collected for so long, so that a burst costs one read. */
const COLLECT_MS = 250;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** Reads again what a message may have changed, at most once per `COLLECT_MS`. */
const createRefresher = (queries: QueryClient) => {
  const pending = new Map<string, readonly string[]>();
  const flush = () => {
    for (const queryKey of pending.values()) void queries.invalidateQueries({ queryKey });
    pending.clear();
  };
  return (keys: readonly (readonly string[])[]) => {
    if (keys.length === 0) return;
    if (pending.size === 0) setTimeout(flush, COLLECT_MS);
    for (const key of keys) pending.set(key.join('\n'), key);
  };
};

/** Which queries a message concerns. */
const concerned = ({ kind, data }: LiveMessage): readonly (readonly string[])[] => {
  // The server had more to tell than this page read in time, or more calls or deliveries than it tells of.
  if (kind === 'lost') return data.what === undefined ? [[]] : [['operator', data.what]];
  // It moves its target on, and may make a dead letter or deliver one.
  if (kind === 'delivery')
    return [
      ['operator', 'deliveries'],
      ['operator', 'targets'],
      ['operator', 'dead-letters'],
    ];
  // Of what this page shows, something may be deleted by now.
  if (kind === 'gone') return [['operator', 'feed']];
  if (kind === 'settings') return [['operator'], ['selling']];
  // A call may have used up a fault.
  if (kind === 'request')
    return [
      ['operator', 'requests'],
      ['operator', 'faults'],
    ];
  if (kind === 'hello' || data.account === undefined) return [];
  // A change of one account may change what the other side of an engagement sees.
  return [['selling'], ['operator'], ['event-bridge', data.account]];
};

/**
 * Follows the live stream until `signal` aborts. Reconnects, and resumes after the last event; whatever was missed else is
 * read again.
 */
export const followLive = async (
  queries: QueryClient,
  signal: AbortSignal,
  account?: string,
): Promise<void> => {
  const refresh = createRefresher(queries);
  let lastId = '';
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      const url = new URL(`${basePath}_cosell/live`, location.origin);
      if (account !== undefined) url.searchParams.set('account', account);
      if (lastId) url.searchParams.set('after', lastId);
      const headers = await operatorHeaders(url, 'GET');
      const response = await fetchOk(new Request(url, { headers, signal, cache: 'no-store' }));
      if (state === 'lost') void queries.invalidateQueries();
      setState('live');
      retryMs = FIRST_RETRY_MS;
      const messages = response.body
        ?.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
        .pipeThrough(new EventSourceParserStream());
      for await (const { event = 'event', data, id } of messages as unknown as AsyncIterable<{
        event?: string;
        data: string;
        id?: string;
      }>) {
        if (id) lastId = id;
        const message = { kind: event, data: JSON.parse(data) } as LiveMessage;
        refresh(concerned(message));
        for (const listener of listeners) listener(message);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isFault(error) && (error.status === 401 || error.status === 403)) return setState('refused');
    }
    if (signal.aborted) return;
    setState('lost');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
};
