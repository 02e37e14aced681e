import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import { once } from '../../kit/flow/once.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { nearest } from '../../kit/shape/nearest.ts';
import type { McpClient } from '../client.ts';
import { actionTools } from './action-tools.ts';
import { operationTools } from './operation-tools.ts';
import { reachingTools } from './reaching-tools.ts';
import { stateTools } from './state-tools.ts';
import type { Tool } from './tool.ts';

/**
 * What `core` offers: the work of a connector, what AWS does about it, and what shows why something happened. Agents choose worse
 * among many tools, clients limit how many there may be, and the schemas of all take more of an agent's context than its task; the
 * others are reached by describe_tool and call_tool.
 */
export const CORE: readonly string[] = [
  ...['ListEngagementInvitations', 'GetEngagementInvitation', 'StartEngagementByAcceptingInvitationTask'],
  ...['ListOpportunities', 'GetOpportunity', 'CreateOpportunity', 'UpdateOpportunity'],
  ...['ListSolutions', 'AssociateOpportunity', 'StartEngagementFromOpportunityTask'],
  ...['GetAwsOpportunitySummary', 'refer', 'review', 'clock_advance', 'faults_add', 'faults_clear'],
  ...['tasks_list', 'feed', 'requests_list', 'requests_get', 'state_save', 'state_restore'],
];

const load = once(
  async (): Promise<ReadonlyMap<string, Tool>> =>
    new Map(
      [...(await operationTools()), ...(await actionTools()), ...stateTools].map((tool) => [tool.name, tool]),
    ),
);

/** All tools that a client may use, whether they are offered one by one or not. */
const usableBy = async (client: McpClient): Promise<Tool[]> =>
  [...(await load()).values()].filter((tool) => tool.whyNot(client) === undefined);

const reaching = reachingTools({ usableBy, find: (name, client) => findTool(client, name) });

/** Returns the tools that a client is offered. */
export const offeredTo = async (client: McpClient): Promise<Tool[]> => {
  const usable = await usableBy(client);
  if (client.tools === 'all') return usable;
  const core = CORE.flatMap((name) => usable.find((tool) => tool.name === name) ?? []);
  return [...core, ...reaching(usable)];
};

/** Writes the tools that a client is offered. Makes the schemas of all the first time, for some 20 ms of the processor, so others are let in. */
export const listTools = async (client: McpClient): Promise<ListedTool[]> => {
  const tools: ListedTool[] = [];
  for (const tool of await offeredTo(client)) {
    await breathe();
    tools.push(listed(tool, client));
  }
  return tools;
};

/** Writes a tool for a list. */
export const listed = (tool: Tool, client: McpClient): ListedTool => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: tool.schemaFor(client) as ListedTool['inputSchema'],
  annotations: { title: tool.title, ...tool.annotations },
});

/** A tool, or why there is none: it does not exist, or the client may not use it. */
export type Found = { tool: Tool } | { unknown: string } | { refused: string };

/** Finds a tool that a client asks for by name, also one that `core` does not list. */
export const findTool = async (client: McpClient, name: string): Promise<Found> => {
  const tools = await load();
  const reached = client.tools === 'core' ? reaching(await usableBy(client)) : [];
  const tool = tools.get(name) ?? reached.find((each) => each.name === name);
  if (!tool) {
    const [near] = nearest(name.replaceAll('.', '_'), tools.keys());
    return { unknown: `There is no tool ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}` };
  }
  const refused = tool.whyNot(client);
  return refused === undefined ? { tool } : { refused: `${name} is not for this client. ${refused}` };
};
