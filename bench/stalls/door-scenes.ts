import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_HELP } from '../../src/server/console/index.ts';
import { again, Catalog, type Scene, type Stage } from './stage.ts';

/** What comes in by other doors than the API's: browsers and coding agents. */

const get = async ({ endpoint }: Stage, path: string): Promise<void> => {
  const answer = await fetch(`${endpoint}${path}`, { headers: { accept: 'text/html' } });
  await answer.text();
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status}`);
};

/** The pages of the documentation, where it is built. */
const pages: readonly Scene[] = existsSync(join(BUILT_HELP, 'index.html'))
  ? [
      {
        name: 'documentation, its first page',
        play: (stage) => get(stage, '/help/'),
      },
      again('documentation, a long page', (stage) => get(stage, '/help/operate/scaling')),
    ]
  : [];

const askMcp = async ({ endpoint }: Stage, method: string, params: object): Promise<void> => {
  const answer = await fetch(`${endpoint}/mcp?tools=all`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const said = await answer.text();
  if (!answer.ok || /"(error|isError)":(?!false)/.test(said))
    throw new Error(`${method} of MCP was refused: ${said.slice(0, 300)}`);
};

/** At most how many requests a client of MCP has under way. */
const AT_ONCE = 16;

export const doorScenes: readonly Scene[] = [
  ...pages,
  { name: 'MCP, the first request', play: (stage) => askMcp(stage, 'tools/list', {}) },
  again('MCP, all tools', (stage) => askMcp(stage, 'tools/list', {})),
  again(`MCP, ${AT_ONCE} pages of 100 opportunities at once`, async (stage) => {
    const call = { name: 'ListOpportunities', arguments: { Catalog, MaxResults: 100 } };
    await Promise.all(Array.from({ length: AT_ONCE }, () => askMcp(stage, 'tools/call', call)));
  }),
];
