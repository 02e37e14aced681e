import { readFile } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canRead } from './accept.ts';
import { type BuiltFile, etagOf } from './files.ts';

const YEAR_SECONDS = 31_536_000;

/** Sends a file of a build, compressed if the client can read that. Returns undefined if it is gone: it is being built anew. */
export const sendFile = async (
  file: BuiltFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => {
  const { 'accept-encoding': accepted = '' } = request.headers;
  const form = file.compressed.find(({ coding }) => canRead(String(accepted), coding));
  const content = await readFile(form?.path ?? file.path).catch(() => undefined);
  if (content === undefined) return undefined;
  if (file.compressed.length > 0) addVary(reply, 'Accept-Encoding');
  if (form) reply.header('content-encoding', form.coding);
  reply.type(file.type);
  if (!file.isFixed) return sendValidated(reply, content, request);
  return reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`).send(content);
};

/** Sends what browsers may keep, but have to ask about each time. */
export const sendValidated = (
  reply: FastifyReply,
  content: string | Buffer,
  { headers }: FastifyRequest,
): FastifyReply => {
  const etag = etagOf(content);
  reply.header('cache-control', 'no-cache').header('etag', etag);
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*') ? reply.code(304).send() : reply.send(content);
};

export const addVary = (reply: FastifyReply, name: string): void => {
  reply.header('vary', [reply.getHeader('vary'), name].filter(Boolean).join(', '));
};
