import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { eventLine, type ShownEvent } from '../../operator/show-events.ts';
import { CommandFailure, call, orFail, SERVER_AWAY, type ServerFlags, serverCommand } from './call.ts';
import { isForPeople } from './show.ts';

interface TailFlags extends ServerFlags {
  account?: string;
  type?: string[];
  after?: string;
  json: boolean;
}

/** What the stream says of events that were deleted. An account may put events whose type is `gone`, too. */
interface Gone {
  through: string;
  recordedBefore: string;
}

/** Milliseconds before reconnecting, unless the server sends another value. */
const RECONNECT_DELAY = 1_000;

/** `cosell tail`: prints events as they happen, until interrupted. */
export const tailCommand = (): Command =>
  serverCommand(
    'tail',
    'Shows events as they happen.',
    'cosell tail --account 111122223333 --type "Opportunity Created"',
  )
    .option('--account <account>', 'only the events of this account')
    .option('--type <detail-type...>', 'only events of these types')
    .option('--after <position>', 'begin after this position; 0 begins at the first event')
    .option('--json', 'print JSON lines, which is the default without a terminal', false)
    .action((flags: TailFlags) => orFail(() => tail(flags)));

const tail = async (flags: TailFlags): Promise<void> => {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  // The reader closed the pipe, as in `cosell tail | head -1`.
  process.stdout.once('error', () => stopping.abort());
  let last = flags.after;
  let delay = RECONNECT_DELAY;
  let wasThere = false;
  while (!stopping.signal.aborted) {
    try {
      const response = await open(flags, last, stopping.signal);
      wasThere = true;
      const parser = createParser({
        onEvent: (message) => {
          last = message.id ?? last;
          show(message, flags);
        },
        onRetry: (milliseconds) => {
          delay = milliseconds;
        },
      });
      const decoder = new TextDecoder();
      for await (const bytes of response.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }));
    } catch (error) {
      if (stopping.signal.aborted) return;
      // Reconnect if the server was reachable before. Fail if it never was, or if it refuses the request.
      const isAway = !(error instanceof CommandFailure) || error.exitCode === SERVER_AWAY;
      if (!wasThere || !isAway) throw error;
    }
    await sleep(delay, undefined, { signal: stopping.signal }).catch(() => {});
  }
};

const open = ({ account, ...flags }: TailFlags, last: string | undefined, signal: AbortSignal) =>
  call(flags, {
    method: 'GET',
    path: `/_cosell/events/stream${account ? `?${new URLSearchParams({ account })}` : ''}`,
    headers: { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': last }) },
    signal,
  });

const show = ({ data }: EventSourceMessage, { type, json }: TailFlags): void => {
  const event: ShownEvent | Gone = JSON.parse(data);
  if (!('detail-type' in event)) {
    const { through, recordedBefore } = event;
    process.stderr.write(
      `Events up to ${through} were deleted: they were recorded before ${recordedBefore}, longer ago than this server keeps events. What is left follows.\n`,
    );
    return;
  }
  if (type && !type.includes(event['detail-type'])) return;
  process.stdout.write(`${isForPeople(json) ? eventLine(event) : data}\n`);
};
