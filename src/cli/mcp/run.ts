import { once } from 'node:events';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Scope } from '../../kit/action/action.ts';
import type { Keys } from '../../kit/http/sign.ts';
import type { Connection, McpClient, ServerFacts } from '../../mcp/client.ts';
import { createSavedStates } from '../../mcp/saved-states.ts';
import { createMcpServer } from '../../mcp/server.ts';
import { createSubscriptions } from '../../mcp/subscriptions.ts';
import { CommandFailure, call, SERVER_AWAY, type ServerFlags, send } from '../operator/call.ts';
import type { McpFlags } from './flags.ts';
import { startOwnServer } from './own-server.ts';

/** Serves until the agent closes standard input. Throws an Error that says what to do if no server can be used. */
export const runMcp = async (
  { account, tools, readOnly, data, ...flags }: McpFlags,
  { isEndpointGiven }: { isEndpointGiven: boolean },
): Promise<void> => {
  const own = isEndpointGiven || (await isThere(flags)) ? undefined : await startOwnServer(data);
  const states = createSavedStates();
  try {
    const server = { ...flags, endpoint: own?.endpoint ?? flags.endpoint };
    const facts = await factsOf(server);
    const scope = await scopeOf(server);
    const client: McpClient = {
      ...{ connection: connectionTo(server), server: facts, scope, keys: keysOfEnvironment(), account },
      ...{ isReadOnly: readOnly === true, tools, states },
    };
    const subscriptions = createSubscriptions(client);
    const open = (era: 'legacy' | 'modern') => {
      const server = createMcpServer(client, true);
      subscriptions.offer(server, era);
      return server;
    };
    const transport = subscriptions.notice(new StdioServerTransport());
    const stdio = serveStdio(({ era }) => open(era), { onerror: note, transport });
    const ended = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ended.abort());
    // A reader that is gone is as good as the end.
    process.stdout.once('error', () => ended.abort());
    await once(process.stdin, 'close', { signal: ended.signal }).catch(() => {});
    subscriptions.close();
    await stdio.close();
  } finally {
    await states.close();
    await own?.close();
  }
  process.exit(0);
};

/** Standard output is the protocol's. */
const note = (error: Error): void => {
  process.stderr.write(`cosell: ${error.message}\n`);
};

const isThere = (flags: ServerFlags): Promise<boolean> =>
  send(flags, { method: 'GET', path: '/_cosell/health' }).then(
    () => true,
    (error) => {
      if (error instanceof CommandFailure && error.exitCode === SERVER_AWAY) return false;
      throw error;
    },
  );

interface ConsoleInfo {
  version: string;
  auth: 'off' | 'strict';
  region: string;
  journal: { limit: number };
}

const factsOf = async (flags: ServerFlags): Promise<ServerFacts> => {
  const response = await call({ ...flags, token: undefined }, { method: 'GET', path: '/_cosell/console' });
  const { version, auth, region, journal } = (await response.json()) as ConsoleInfo;
  return {
    ...{ version, region, endpoint: flags.endpoint },
    ...{ isStrict: auth === 'strict', hasJournal: journal.limit > 0 },
  };
};

/** Returns what the token allows; undefined if there is none and the operator's routes are closed without. */
const scopeOf = async (flags: ServerFlags): Promise<Scope | undefined> => {
  const response = await send(flags, { method: 'GET', path: '/_cosell/caller' });
  if (response.ok) return ((await response.json()) as { scope?: Scope }).scope;
  if (flags.token === undefined) return undefined;
  const { Message = `status ${response.status}` } = (await response.json()) as { Message?: string };
  throw new Error(`The server at ${flags.endpoint} refuses the token: ${Message}`);
};

const connectionTo = (flags: ServerFlags): Connection => ({
  host: new URL(flags.endpoint).host,
  operatorHeaders: flags.token ? { authorization: `Bearer ${flags.token}` } : {},
  send: ({ headers, ...request }) =>
    send({ ...flags, token: undefined }, { ...request, headers: { ...headers } }),
});

/** Not AWS's own variables: an agent's environment often has the keys of a real account. */
const keysOfEnvironment = (): Keys | undefined => {
  const { COSELL_ACCESS_KEY_ID: accessKeyId, COSELL_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, sessionToken: process.env.COSELL_SESSION_TOKEN || undefined };
  }
  throw new Error('COSELL_ACCESS_KEY_ID and COSELL_SECRET_ACCESS_KEY are given together.');
};
