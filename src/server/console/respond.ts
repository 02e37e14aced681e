import type { FastifyReply, FastifyRequest } from 'fastify';
import { originForm } from '../transport/request-target.ts';
import { wantsHtml } from './accept.ts';
import { createBuilds } from './builds.ts';
import { addVary, sendFile, sendValidated } from './send.ts';

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

/**
 * Returns the way from a path to the server's root, as relative as it can be: a proxy in front may serve the console under a
 * prefix that the server does not know.
 */
export const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 2) || './';
