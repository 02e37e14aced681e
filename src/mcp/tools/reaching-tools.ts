import type { McpClient } from '../client.ts';
import { failed, invalid, succeeded } from './results.ts';
import { type Arguments, READS, type Tool } from './tool.ts';

interface Reach {
  usableBy(client: McpClient): Promise<Tool[]>;
  find(name: string, client: McpClient): Promise<{ tool: Tool } | { unknown: string } | { refused: string }>;
}

const NAME = { type: 'string', description: 'The name of a tool.' };

/** Makes the two tools by which those that `core` does not offer are reached. */
export const reachingTools = ({ usableBy, find }: Reach): ((usable: readonly Tool[]) => Tool[]) => {
  const toolOf = async (given: Arguments, client: McpClient) => {
    const { name } = given;
    if (typeof name !== 'string') {
      return {
        fault: invalid([{ FieldName: 'name', Message: 'name is required.', Code: 'REQUIRED_FIELD_MISSING' }]),
      };
    }
    const found = await find(name, client);
    if ('tool' in found && found.tool !== describeTool && found.tool.name !== CALL_TOOL) return found;
    if ('tool' in found) return { fault: failed(`${name} is called by itself.`) };
    return { fault: failed('unknown' in found ? found.unknown : found.refused) };
  };

  const describeTool: Tool = {
    name: 'describe_tool',
    title: 'Describe a tool',
    description:
      "Without a name, lists every operation of the AWS Partner Central Selling API and every action of cosell's operator that you may use, also those without a tool of their own here. With a name, returns what it does, whether it changes something, and the JSON Schema of its arguments. Call it with call_tool.",
    annotations: READS,
    schemaFor: () => ({ type: 'object', properties: { name: NAME }, additionalProperties: false }),
    whyNot: () => undefined,
    call: async (client, given) => {
      if (given.name === undefined) {
        const tools = await usableBy(client);
        return succeeded({ tools: tools.map(({ name, description }) => ({ name, description })) });
      }
      const found = await toolOf(given, client);
      if ('fault' in found) return found.fault;
      const { name, description, annotations } = found.tool;
      return succeeded({ name, description, annotations, inputSchema: found.tool.schemaFor(client) });
    },
  };

  const callTool = (usable: readonly Tool[]): Tool => ({
    name: CALL_TOOL,
    title: 'Call a tool',
    description:
      'Calls any operation or action by its name: GetEngagement, clock_get, … Its arguments are those that describe_tool shows.',
    annotations: worstOf(usable),
    schemaFor: () => ({
      type: 'object',
      properties: {
        name: NAME,
        arguments: {
          type: 'object',
          description: 'Its arguments. Default none.',
          additionalProperties: true,
        },
      },
      required: ['name'],
      additionalProperties: false,
    }),
    whyNot: () => undefined,
    call: async (client, given, signal) => {
      const found = await toolOf(given, client);
      if ('fault' in found) return found.fault;
      const { arguments: inner = {} } = given;
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
        return invalid([
          { FieldName: 'arguments', Message: 'arguments has to be an object.', Code: 'INVALID_VALUE' },
        ]);
      }
      return found.tool.call(client, inner as Arguments, signal);
    },
  });
  return (usable) => [describeTool, callTool(usable)];
};

const CALL_TOOL = 'call_tool';

/** It may do what any of them does. */
const worstOf = (tools: readonly Tool[]): Tool['annotations'] => ({
  readOnlyHint: tools.every(({ annotations }) => annotations.readOnlyHint),
  destructiveHint: tools.some(({ annotations }) => annotations.destructiveHint),
  idempotentHint: tools.every(({ annotations }) => annotations.idempotentHint),
  openWorldHint: false,
});
