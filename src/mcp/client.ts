import type { Readable } from 'node:stream';
import { allows, type Scope, scopeOf } from '../kit/action/action.ts';
import type { Keys } from '../kit/http/sign.ts';
import type { AccessLevel } from '../kit/service/permit.ts';
import type { Action } from '../operator/action.ts';
import type { SavedStates } from './saved-states.ts';

/** A request to the server, as any other program sends it. */
export interface Outgoing {
  method: string;
  /** With the query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Readable | undefined;
  signal?: AbortSignal;
}

/** How requests reach a server. */
export interface Connection {
  /** The Host of requests, which signatures cover. */
  host: string;
  /** Sends a request. Rejects with an Error that says what to do if no response comes. */
  send(request: Outgoing): Promise<Response>;
  /** The headers by which the operator's routes know the client. */
  operatorHeaders: Readonly<Record<string, string>>;
}

/** What a server says of itself. */
export interface ServerFacts {
  version: string;
  /** Where programs reach it. */
  endpoint: string;
  region: string;
  /** Whether signatures are checked. */
  isStrict: boolean;
  /** Whether the server keeps calls, so that a refusal can be explained. */
  hasJournal: boolean;
}

/** `core` offers the tools of the usual work, and two that reach the others; `all` offers each by itself. */
export type ToolSet = 'core' | 'all';

/** Who uses the tools: what they may do, and how their calls reach the server. */
export interface McpClient {
  connection: Connection;
  server: ServerFacts;
  /** What its operator token allows; undefined if the operator's routes are closed to it. */
  scope: Scope | undefined;
  /** Keys of an account or a user, with which it calls instead of as any account. */
  keys?: Keys | undefined;
  /** The account that calls if a tool names none. */
  account: string;
  isReadOnly: boolean;
  tools: ToolSet;
  states: SavedStates;
}

const READ_ONLY =
  'This MCP server is in its read-only mode: it offers only what changes nothing. Ask the person whom you work for to start it without --read-only.';

/** Returns why a client may not call operations of an access level, or undefined if it may. */
export const whyNoCall = (client: McpClient, access: AccessLevel): string | undefined => {
  const { scope, keys, server, isReadOnly } = client;
  const reads = access === 'List' || access === 'Read';
  if (isReadOnly && !reads) return READ_ONLY;
  // Then policies decide.
  if (keys) return undefined;
  if (server.isStrict) {
    if (scope === 'admin') return undefined;
    return `Signatures are checked: calling as an account needs an operator token with the scope admin, or keys of the account, and this client has ${scope === undefined ? 'neither' : `a token with the scope ${scope}`}.`;
  }
  // The API asks nobody for a token: who can reach it may call it.
  if (scope === undefined || allows(scope, reads ? 'read' : 'operate')) return undefined;
  return `Operations that write need an operator token with the scope operate, and this one has ${scope}.`;
};

/** Returns why a client may not do an operator's action, or undefined if it may. */
export const whyNoAction = (
  client: McpClient,
  action: Pick<Action, 'scope' | 'method' | 'own'>,
): string | undefined => {
  const { scope, keys, isReadOnly } = client;
  const needed = scopeOf(action);
  if (isReadOnly && needed !== 'read') return READ_ONLY;
  if (scope !== undefined) {
    if (allows(scope, needed)) return undefined;
    return `This needs an operator token with the scope ${needed}, and this one has ${scope}.`;
  }
  if (keys && action.own !== undefined && needed === 'read') return undefined;
  return 'The operator’s routes of this server are closed to this client: give `cosell mcp` an operator token (COSELL_OPERATOR_TOKEN).';
};
