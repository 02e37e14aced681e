import { ProtocolError, ProtocolErrorCode, type Server, type Transport } from '@modelcontextprotocol/server';
import { type Change, type Following, followChanges } from './changes.ts';
import type { McpClient } from './client.ts';
import { readUri } from './resources/uri.ts';

/** How many resources a client of the older generation may subscribe to at once. */
const MOST_RESOURCES = 1_000;

/** The subscriptions of one connection that lasts, as on standard input. Nothing is followed before the first. */
export interface Subscriptions {
  /** Offers them on the server of a connection, by either generation of the protocol. */
  offer(server: Server, era: 'legacy' | 'modern'): void;
  /** Notices on a transport that a client of the newer generation listens: the library answers that by itself. */
  notice(transport: Transport): Transport;
  close(): void;
}

export const createSubscriptions = (client: McpClient): Subscriptions => {
  const uris = new Set<string>();
  let server: Server | undefined;
  let isModern = false;
  let following: Following | undefined;

  const tell = (change: Change): void => {
    if (change.kind === 'resources_list_changed') server?.sendResourceListChanged().catch(() => {});
    // The library knows what a client of the newer generation listens to.
    else if (isModern || uris.has(change.uri))
      server?.sendResourceUpdated({ uri: change.uri }).catch(() => {});
  };
  const begin = (): Following => {
    following ??= followChanges(client, tell);
    return following;
  };
  const end = (): void => {
    following?.stop();
    following = undefined;
  };
  return {
    offer: (next, era) => {
      server = next;
      isModern = era === 'modern';
      if (isModern) return;
      next.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
        if (!readUri(uri))
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${uri} is no resource of cosell.`);
        if (uris.size >= MOST_RESOURCES && !uris.has(uri)) {
          throw new ProtocolError(
            ProtocolErrorCode.InvalidRequest,
            `This client has subscribed to ${MOST_RESOURCES} resources, the most that it may. Unsubscribe from some.`,
          );
        }
        uris.add(uri);
        await begin().begun;
        return {};
      });
      next.setRequestHandler('resources/unsubscribe', async ({ params: { uri } }) => {
        uris.delete(uri);
        if (uris.size === 0) end();
        return {};
      });
    },
    notice: (transport) => {
      const start = transport.start.bind(transport);
      transport.start = async () => {
        const { onmessage } = transport;
        transport.onmessage = (message, extra) => {
          if ('method' in message && message.method === 'subscriptions/listen') begin();
          onmessage?.(message, extra);
        };
        await start();
      };
      return transport;
    },
    close: end,
  };
};
