import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import type { McpClient } from './client.ts';
import { createSavedStates } from './saved-states.ts';
import { createMcpServer } from './server.ts';

/** How many clients may wait for changes at once. */
const MOST_SUBSCRIPTIONS = 100;

/**
 * Creates the handler of MCP over HTTP. Every request is served by itself: it says who its client is by `authInfo.extra`, an
 * `McpClient` without its states, which all clients of the server share.
 */
export const createMcpHttp = (): McpHttpHandler & { end(): Promise<void> } => {
  const states = createSavedStates();
  const handler = createMcpHandler(
    ({ authInfo }) => createMcpServer({ ...(authInfo?.extra as unknown as McpClient), states }),
    { maxSubscriptions: MOST_SUBSCRIPTIONS },
  );
  return {
    ...handler,
    end: async () => {
      await handler.close();
      await states.close();
    },
  };
};
