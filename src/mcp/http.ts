import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type AuthInfo,
  createMcpHandler,
  type JSONRPCMessage,
  type McpHttpHandler,
  Server,
  type ServerEventBus,
  type Transport,
} from '@modelcontextprotocol/server';
import { loadInTurns } from '../kit/flow/load-in-turns.ts';
import { breathe } from '../kit/flow/pace.ts';
import { followChanges } from './changes.ts';
import type { McpClient } from './client.ts';
import { createSavedStates, type SavedStates } from './saved-states.ts';
import { createMcpServer } from './server.ts';

/** How many clients may wait for changes at once. */
const MOST_SUBSCRIPTIONS = 100;

/** Messages that nobody sent, at each of which the library makes some of what it checks messages with. */
const FIRST_MESSAGES: readonly JSONRPCMessage[] = [
  { jsonrpc: '2.0', id: 0, result: {} },
  { jsonrpc: '2.0', id: 0, method: 'ping' },
];

/** Has the library make its schemas, for some milliseconds in each of several turns, instead of all at a client's first message. */
export const makeSchemas = async (): Promise<void> => {
  const server = new Server({ name: 'cosell', version: '' }, { capabilities: {} });
  const nowhere: Transport = { start: async () => {}, send: async () => {}, close: async () => {} };
  await server.connect(nowhere);
  const messages = FIRST_MESSAGES.map((message) => async () => nowhere.onmessage?.(message));
  await loadInTurns(messages, () => server.close());
};

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
    async ({ authInfo, era }) => {
      // The library has read the request by then, for some milliseconds if it is the first.
      await breathe();
      return createMcpServer(clientOf(authInfo, states), era === 'modern');
    },
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
