import { createParser } from 'eventsource-parser';
import { sleep } from '../../kit/flow/sleep.ts';
import { CommandFailure, call, SERVER_AWAY, type ServerFlags } from './call.ts';
import { isForPeople } from './show.ts';

/** A list of the newest entries of a node, and how it is followed. */
export interface Followed {
  /** The path of the list. */
  path: string;
  filter: URLSearchParams;
  /** The member of its answer that has the entries, newest first. */
  member: string;
  /** The message of the live stream that tells of an entry. */
  event: string;
  /** Writes an answer for people. */
  show(answer: unknown): string;
}

interface Entry {
  realTime: string;
}

type Flags = ServerFlags & { json: boolean };

const RECONNECT_DELAY_MS = 1_000;
const PAGE_SIZE = '1000';
/** Messages after which there may be entries, too: the first of a connection, and entries that were not told. */
const WAKES: readonly string[] = ['hello', 'lost'];

/**
 * Prints entries of a list as they are added, one a line, until interrupted. The live stream says when; the entries are read from
 * the list, so that its filters hold, and those that the stream does not tell, or that came while it was away, are not missed.
 */
export const follow = async (flags: Flags, followed: Followed): Promise<void> => {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  // The reader closed the pipe, as in `cosell requests --follow | head -1`.
  process.stdout.once('error', () => stopping.abort());
  const { signal } = stopping;
  const printNew = createPrinter(flags, followed, signal);
  let wasThere = false;
  while (!signal.aborted) {
    try {
      for await (const event of liveEvents(flags, followed, signal)) {
        wasThere = true;
        if (event === followed.event || WAKES.includes(event)) await printNew();
      }
    } catch (error) {
      if (signal.aborted) return;
      // Reconnects if the server was there before. Fails if it never was, or if it refuses the request.
      const isAway = !(error instanceof CommandFailure) || error.exitCode === SERVER_AWAY;
      if (!wasThere || !isAway) throw error;
    }
    await sleep(RECONNECT_DELAY_MS, undefined, { signal }).catch(() => {});
  }
};

/** The names of the messages of the live stream, each once for those that arrive together. */
async function* liveEvents(flags: Flags, { filter }: Followed, signal: AbortSignal): AsyncGenerator<string> {
  const account = filter.get('account');
  const query = account === null ? '' : `?${new URLSearchParams({ account })}`;
  const headers = { accept: 'text/event-stream' };
  const response = await call(flags, { method: 'GET', path: `/_cosell/live${query}`, headers, signal });
  const arrived = new Set<string>();
  const parser = createParser({ onEvent: ({ event = '' }) => void arrived.add(event) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    const events = [...arrived];
    arrived.clear();
    yield* events;
  }
}

/** Returns the function that prints the entries since its last run, oldest first. The first run prints none. */
const createPrinter = (
  flags: Flags,
  { path, filter, member, show }: Followed,
  signal: AbortSignal,
): (() => Promise<void>) => {
  const query = new URLSearchParams([...filter].filter(([name]) => name !== 'limit' && name !== 'after'));
  query.set('limit', PAGE_SIZE);
  /** By the clock of the machine: the server's can be moved back. Entries of the same millisecond differ otherwise. */
  let known: { realTime: string; texts: Set<string> } | undefined;
  return async () => {
    const response = await call(flags, { method: 'GET', path: `${path}?${query}`, signal });
    const entries = ((await response.json()) as Record<string, Entry[]>)[member] ?? [];
    const before = known;
    const texts = entries.map((entry) => JSON.stringify(entry));
    for (const [index, entry] of [...entries.entries()].reverse()) {
      const text = texts[index] ?? '';
      if (!before || entry.realTime < before.realTime || before.texts.has(text)) continue;
      const line = isForPeople(flags.json) ? fitting(show({ [member]: [entry] })) : text;
      process.stdout.write(`${line}\n`);
    }
    known = { realTime: entries[0]?.realTime ?? before?.realTime ?? '', texts: new Set(texts) };
  };
};

/** The first line, as much of it as the terminal is wide. */
const fitting = (text: string): string => {
  const [line = ''] = text.split('\n');
  const { columns = Number.POSITIVE_INFINITY } = process.stdout;
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
};
