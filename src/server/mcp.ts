import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { McpHttpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadInTurns } from '../kit/flow/load-in-turns.ts';
import { once } from '../kit/flow/once.ts';
import { breathe } from '../kit/flow/pace.ts';
import type { Peers } from '../kit/http/peer.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { Connection, ServerFacts } from '../mcp/client.ts';
import { DEFAULT_MCP_ACCOUNT, readMcpQuery } from '../mcp/query.ts';
import { requestValidationFailed } from '../model/errors.ts';
import { MCP_PATH } from './transport/operator-paths.ts';
import { originForm } from './transport/request-target.ts';

export interface McpOptions {
  peers: Peers;
  /** What it says of itself, once it listens. */
  factsOf(): ServerFacts;
}

/** What Node itself loads when it is mentioned first, some milliseconds each. */
const OF_NODE = [async () => globalThis.ReadableStream, async () => globalThis.Response];

/**
 * Adds the route of the Model Context Protocol (streamable HTTP), for those who may use the operator's routes. Its tools send requests to
 * this server with the client's own token, so that each is checked, counted and recorded as if the client had sent it. The first
 * request loads the protocol's library.
 */
export const addMcp = (http: FastifyInstance, { peers, factsOf }: McpOptions): void => {
  const load = once(async () => {
    const { createMcpHttp, makeSchemas } = await loadInTurns(OF_NODE, () => import('../mcp/http.ts'));
    await makeSchemas();
    return createMcpHttp();
  });
  let handler: (McpHttpHandler & { end(): Promise<void> }) | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { body, method } = request;
    const { faults, ...wanted } = readMcpQuery(
      new URL(originForm(request.url), 'http://localhost').searchParams,
    );
    if (faults.length > 0) throw requestValidationFailed(faults);
    handler ??= await load();
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    await breathe();
    const asked = new Request(`http://localhost${MCP_PATH}`, { method, headers: headersOf(request) });
    const response = await handler.fetch(asked, {
      ...(method === 'POST' && { parsedBody: parseBody(bytes) }),
      authInfo: {
        ...{ token: '', clientId: request.operator?.token ?? '', scopes: [] },
        extra: {
          ...wanted,
          connection: connectionTo(http, request, peers),
          server: factsOf(),
          scope: request.operator?.scope,
          account: wanted.account ?? DEFAULT_MCP_ACCOUNT,
        },
      },
    });
    return send(reply, response);
  };
  http.route({ method: ['GET', 'POST', 'DELETE'], url: MCP_PATH, exposeHeadRoute: false, handler: answer });
  http.addHook('preClose', async () => handler?.end());
};

/** The body of a response: the types of Node.js and of browsers know each other's streams not. */
type ResponseBody = ConstructorParameters<typeof Response>[0];

/** Requests to this server without a socket, for the client of another request: with its token and from its address. */
const connectionTo = (http: FastifyInstance, { headers, raw }: FastifyRequest, peers: Peers): Connection => ({
  // The guards have checked the name by which the client calls. This one is always the server's own.
  host: '127.0.0.1',
  operatorHeaders: headers.authorization === undefined ? {} : { authorization: headers.authorization },
  send: async ({ method, path, headers: own, body, signal }) => {
    const response = await http
      .inject({
        method: method as 'GET' | 'POST' | 'PUT' | 'DELETE',
        url: path,
        headers: { ...own, host: '127.0.0.1', 'user-agent': headers['user-agent'] ?? 'mcp' },
        remoteAddress: peers.sourceIp(raw),
        payloadAsStream: true,
        ...(body !== undefined && { payload: body }),
        ...(signal && { signal }),
      })
      .catch(() => {
        throw new Error('the server closed the connection without a response.');
      });
    const { statusCode: status } = response;
    const hasBody = status !== 204 && status !== 304;
    return new Response(hasBody ? (Readable.toWeb(response.stream()) as ResponseBody) : null, {
      status,
      headers: Object.entries(response.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
    });
  },
});

const headersOf = ({ headers }: FastifyRequest): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );

const send = async (reply: FastifyReply, response: Response): Promise<FastifyReply> => {
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  if (!response.body) return reply.send();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!isStream) return reply.send(Buffer.from(await response.arrayBuffer()));
  // An open stream must not delay the server's close.
  reply.header('connection', 'close').header('x-accel-buffering', 'no');
  return reply.send(Readable.fromWeb(response.body as ReadableStream<Uint8Array>));
};
