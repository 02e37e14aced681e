import { createParser } from 'eventsource-parser';
import { sleep } from '../kit/flow/sleep.ts';
import { sendToOperator } from './call.ts';
import type { McpClient } from './client.ts';
import { uriOf } from './resources/uri.ts';

/** What a client that has subscribed is told. */
export type Change = { kind: 'resource_updated'; uri: string } | { kind: 'resources_list_changed' };

export interface Following {
  /** Resolves once changes are told; also if they cannot be. */
  readonly begun: Promise<void>;
  stop(): void;
}

const RECONNECT_DELAY_MS = 1_000;

/**
 * Tells the changes of resources until it is stopped, from the server's live stream: read with the client's own token or
 * keys, and counted among the streams that a server has at most. After a gap in the stream it tells that the list has changed:
 * whoever shows something reads it again.
 */
export const followChanges = (client: McpClient, tell: (change: Change) => void): Following => {
  const stopping = new AbortController();
  const begun = Promise.withResolvers<void>();
  let isFirst = true;
  const hear = (event: string, data: string): void => {
    if (event === 'hello') begun.resolve();
    if (event === 'hello' && isFirst) isFirst = false;
    else for (const change of changesIn(event, data)) tell(change);
  };
  void follow(client, hear, stopping.signal).finally(begun.resolve);
  return { begun: begun.promise, stop: () => stopping.abort() };
};

const follow = async (
  client: McpClient,
  hear: (event: string, data: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      const response = await sendToOperator(client, {
        ...{ method: 'GET', path: '/_cosell/live', signal },
        headers: { accept: 'text/event-stream' },
      });
      // The client may not read, or no more. A server that has too many streams may have fewer later.
      if (!response.ok && response.status < 500) return;
      if (response.ok) await read(response, hear);
      else await response.body?.cancel();
    } catch {
      // The server is away, or this is stopped.
    }
    await sleep(RECONNECT_DELAY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
};

const read = async (response: Response, hear: (event: string, data: string) => void): Promise<void> => {
  const parser = createParser({ onEvent: ({ event = '', data }) => hear(event, data) });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }));
};

/** What messages of the live stream are about (docs/reference/live.md), as far as resources show it. */
interface Told {
  account: string;
  catalog: string;
  id: string;
  detail?: {
    catalog?: string;
    opportunity?: { identifier?: string };
    engagementInvitation?: { id?: string };
  };
}

const changesIn = (event: string, data: string): Change[] => {
  if (event === 'hello' || event === 'gone' || event === 'lost') return [{ kind: 'resources_list_changed' }];
  if (event !== 'event' && event !== 'task' && event !== 'request') return [];
  const { account, catalog, id, detail = {} } = JSON.parse(data) as Told;
  if (account === undefined) return [];
  if (event === 'task') return [updated(uriOf({ kind: 'task', account, catalog, id }))];
  if (event === 'request') return [updated(uriOf({ kind: 'requests', account }))];
  const opportunity = detail.opportunity?.identifier;
  const invitation = detail.engagementInvitation?.id;
  const about = { account, catalog: detail.catalog ?? '' };
  return [
    updated(uriOf({ kind: 'events', account })),
    ...(opportunity ? [updated(uriOf({ kind: 'opportunity', ...about, id: opportunity }))] : []),
    ...(invitation ? [updated(uriOf({ kind: 'invitation', ...about, id: invitation }))] : []),
  ];
};

const updated = (uri: string): Change => ({ kind: 'resource_updated', uri });
