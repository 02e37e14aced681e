import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import type { McpClient } from './client.ts';
import { instructionsFor } from './instructions.ts';
import { getPrompt, listPrompts } from './prompts.ts';
import { listResources } from './resources/list.ts';
import { readResource } from './resources/read.ts';
import { templates } from './resources/uri.ts';
import { findTool, listTools } from './tools/index.ts';
import { failed } from './tools/results.ts';

/**
 * Creates a Model Context Protocol server for a client. Costs no request.
 * @param subscribes whether what it subscribes to can be told to it
 */
export const createMcpServer = (client: McpClient, subscribes: boolean): Server => {
  const server = new Server(
    { name: 'cosell', title: 'cosell', version: client.server.version },
    {
      capabilities: {
        tools: {},
        resources: subscribes ? { subscribe: true, listChanged: true } : {},
        prompts: {},
      },
      instructions: instructionsFor(client),
    },
  );
  server.setRequestHandler('tools/list', async () => ({ tools: await listTools(client) }));
  server.setRequestHandler('tools/call', async ({ params: { name, arguments: given = {} } }, { mcpReq }) => {
    const found = await findTool(client, name);
    if ('unknown' in found) throw new ProtocolError(ProtocolErrorCode.InvalidParams, found.unknown);
    if ('refused' in found) return failed(found.refused);
    return found.tool.call(client, given, mcpReq.signal);
  });
  server.setRequestHandler('resources/list', async ({ params }) => listResources(client, params?.cursor));
  server.setRequestHandler('resources/templates/list', async () => ({ resourceTemplates: templates }));
  server.setRequestHandler('resources/read', async ({ params: { uri } }) => readResource(client, uri));
  server.setRequestHandler('prompts/list', async () => ({ prompts: listPrompts() }));
  server.setRequestHandler('prompts/get', async ({ params }) =>
    getPrompt(client, params.name, params.arguments ?? {}),
  );
  return server;
};
