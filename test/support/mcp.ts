import {
  type CallToolResult,
  Client,
  type ClientOptions,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { onTestFinished } from 'vitest';
import { COMMAND } from './command.ts';

/** The two generations of the protocol that clients speak. */
export type Era = 'legacy' | 'auto';

const optionsOf = (era: Era): ClientOptions => ({ versionNegotiation: { mode: era } });

/** Connects the official client to `cosell mcp` as a process. Ends it after the test. */
export const connectStdio = async (
  args: readonly string[],
  { env = {}, era = 'legacy' }: { env?: Record<string, string>; era?: Era } = {},
): Promise<Client & { stderr(): string }> => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COSELL_'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [COMMAND, 'mcp', ...args],
    env: { ...Object.fromEntries(inherited.map(([name, value]) => [name, value ?? ''])), ...env },
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const client = new Client({ name: 'test', version: '1' }, optionsOf(era));
  await client.connect(transport).catch((error) => {
    throw Object.assign(new Error(`${(error as Error).message}: ${stderr}`), { stderr });
  });
  onTestFinished(() => client.close());
  return Object.assign(client, { stderr: () => stderr });
};

/** Connects the official client over HTTP. */
export const connectHttp = async (
  { endpoint }: { endpoint: string },
  {
    query = '',
    headers = {},
    era = 'legacy',
  }: { query?: string; headers?: Record<string, string>; era?: Era } = {},
): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' }, optionsOf(era));
  const url = new URL(`${endpoint}/mcp${query}`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  onTestFinished(() => client.close());
  return client;
};

/** The header of an operator token. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Calls a tool. Returns its result, and the text of it. */
export const callTool = async (client: Client, name: string, given: Record<string, unknown> = {}) => {
  const result = (await client.callTool({ name, arguments: given })) as CallToolResult;
  const [first] = result.content;
  return {
    isError: result.isError ?? false,
    text: first?.type === 'text' ? first.text : '',
    value: result.structuredContent as Record<string, unknown>,
  };
};

/** Calls a tool. Throws an Error with its text if it fails. */
export const use = async <T = Record<string, unknown>>(
  client: Client,
  name: string,
  given: Record<string, unknown> = {},
): Promise<T> => {
  const { isError, text, value } = await callTool(client, name, given);
  if (isError) throw new Error(text);
  return value as T;
};

/** The text of a resource, parsed. */
export const readJson = async (client: Client, uri: string): Promise<unknown> => {
  const { contents } = await client.readResource({ uri });
  const [content] = contents;
  if (!content || !('text' in content)) throw new Error(`${uri} is no text.`);
  return JSON.parse(content.text);
};

export const toolNames = async (client: Client): Promise<string[]> =>
  (await client.listTools()).tools.map(({ name }) => name);
