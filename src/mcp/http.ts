import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type AuthInfo,
  createMcpHandler,
  type McpHttpHandler,
  type ServerEventBus,
} from '@modelcontextprotocol/server';
import { followChanges } from './changes.ts';
import type { McpClient } from './client.ts';
import { createSavedStates, type SavedStates } from './saved-states.ts';
import { createMcpServer } from './server.ts';

/** How many clients may wait for changes at once. */
const MOST_SUBSCRIPTIONS = 100;

/**
 * Creates the handler of MCP over HTTP. Every request is served by itself: it says who its client is by `authInfo.extra`, an
 * `McpClient` without its states, which all clients of the server share.
 */
export const createMcpHttp = (): McpHttpHandler & { end(): Promise<void> } => {
  const states = createSavedStates();
  const clients = new AsyncLocalStorage<McpClient>();
  // Each subscription follows the server by its own client's token.
  const bus: ServerEventBus = {
    publish: () => {},
    subscribe: (tell) => {
      const client = clients.getStore();
      return client ? followChanges(client, tell).stop : () => {};
    },
  };
  const handler = createMcpHandler(
    // A client of the older generation has no stream to be told by: each of its requests is served by itself.
    ({ authInfo, era }) => createMcpServer(clientOf(authInfo, states), era === 'modern'),
    { maxSubscriptions: MOST_SUBSCRIPTIONS, bus },
  );
  return {
    ...handler,
    fetch: (request, options) =>
      clients.run(clientOf(options?.authInfo, states), () => handler.fetch(request, options)),
    end: async () => {
      await handler.close();
      await states.close();
    },
  };
};

const clientOf = (authInfo: AuthInfo | undefined, states: SavedStates): McpClient => ({
  ...(authInfo?.extra as unknown as McpClient),
  states,
});
