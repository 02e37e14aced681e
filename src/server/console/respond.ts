import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originForm } from '../transport/request-target.ts';
import { canRead, wantsHtml } from './accept.ts';
import { type Build, type BuiltFile, etagOf, readBuild } from './files.ts';

const YEAR_SECONDS = 31_536_000;
/** The address that the page's other addresses are relative to. */
const BASE = /<base href="[^"]*"/;

/** Responds to a GET or HEAD that is for the console. Returns undefined if it is not. */
export type Respond = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/**
 * Serves a build: its files by their exact names, and its page at every other path for clients that want HTML, so that each
 * address of the console can be opened and reloaded. Reads the list of files with the first request, and again if the page
 * was built anew. Costs a page one `stat`, and a file its reading: browsers keep it.
 */
export const createRespond = (folder: string): Respond => {
  const buildOf = createBuilds(folder);
  return async (request, reply) => {
    const [path = '/'] = originForm(request.raw.url).split('?');
    const isPage = wantsHtml(request.headers.accept);
    const build = await buildOf(isPage);
    const file = build?.files.get(path);
    if (file) return sendFile(file, request, reply);
    if (!isPage) return undefined;
    addVary(reply, 'Accept');
    if (!build) return reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
    const html = build.html.replace(BASE, `<base href="${rootFrom(path)}"`);
    return sendValidated(reply.type('text/html; charset=utf-8'), html, request);
  };
};

const NOT_BUILT =
  'The console of this server is not built. Run `npm run console:build` in its folder, then reload this page.\n' +
  'The API answers without it. To serve no console, start the server with --no-console.\n';

/** Keeps the list of files until the page was built anew. */
const createBuilds = (folder: string) => {
  let kept: { build: Promise<Build | undefined>; builtAtMs: number } | undefined;
  return async (isPage: boolean): Promise<Build | undefined> => {
    if (isPage || kept === undefined) {
      const builtAtMs = await stat(join(folder, 'index.html')).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      if (kept?.builtAtMs !== builtAtMs) kept = { build: readBuild(folder), builtAtMs };
    }
    return kept.build;
  };
};

/**
 * Returns the way from a path to the server's root, as relative as it can be: a proxy in front may serve the console under a
 * prefix that the server does not know.
 */
const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 2) || './';

const sendFile = async (
  file: BuiltFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => {
  const { 'accept-encoding': accepted = '' } = request.headers;
  const form = file.compressed.find(({ coding }) => canRead(String(accepted), coding));
  // Absent if the console is being built anew.
  const content = await readFile(form?.path ?? file.path).catch(() => undefined);
  if (content === undefined) return undefined;
  if (file.compressed.length > 0) addVary(reply, 'Accept-Encoding');
  if (form) reply.header('content-encoding', form.coding);
  reply.type(file.type);
  if (!file.isFixed) return sendValidated(reply, content, request);
  return reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`).send(content);
};

/** Sends what browsers may keep, but have to ask about each time. */
const sendValidated = (
  reply: FastifyReply,
  content: string | Buffer,
  { headers }: FastifyRequest,
): FastifyReply => {
  const etag = etagOf(content);
  reply.header('cache-control', 'no-cache').header('etag', etag);
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*') ? reply.code(304).send() : reply.send(content);
};

const addVary = (reply: FastifyReply, name: string): void => {
  reply.header('vary', [reply.getHeader('vary'), name].filter(Boolean).join(', '));
};
