import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { originForm } from '../transport/request-target.ts';
import { wantsHtml } from './accept.ts';
import { createBuilds } from './builds.ts';
import type { Build, BuiltFile } from './files.ts';
import { type Respond, rootFrom } from './respond.ts';
import { addVary, sendFile } from './send.ts';

/** Where the documentation is served. Its build finds its files from each page: docs/.vitepress/config.ts. */
const HELP = '/help';

/**
 * Serves the build of the documentation below `/help/`: a page by its name without `.html`, every other file by its exact name.
 * Only files in the build's list are read. All addresses are relative, because a proxy in front may add a prefix.
 */
export const createHelp = (folder: string): Respond => {
  const buildOf = createBuilds(folder);
  return async (request, reply) => {
    const [path = HELP, query] = originForm(request.raw.url).split('?');
    const toFolder = () =>
      reply.redirect(
        `${path.slice(path.lastIndexOf('/') + 1)}/${query === undefined ? '' : `?${query}`}`,
        302,
      );
    if (path === HELP) return toFolder();
    const isPage = wantsHtml(request.headers.accept);
    const build = await buildOf(isPage);
    const below = path.slice(HELP.length);
    const file = build && fileAt(build, below);
    if (file) return sendFile(file, request, reply);
    if (build?.files.has(`${below}/index.html`)) return toFolder();
    if (!isPage) return undefined;
    addVary(reply, 'Accept');
    if (!build) return reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
    const missing = build.files.get('/404.html');
    return missing && sendMissing(missing, below, reply);
  };
};

const fileAt = ({ files, page }: Build, path: string): BuiltFile | undefined => {
  if (path === '/') return page;
  return files.get(path) ?? files.get(`${path}.html`) ?? files.get(`${path}index.html`);
};

/** Sends the page for an address without one. Its own addresses are relative to the root, where its file is. */
const sendMissing = async ({ path, type }: BuiltFile, below: string, reply: FastifyReply) => {
  const html = await readFile(path, 'utf8');
  return reply
    .code(404)
    .type(type)
    .header('cache-control', 'no-cache')
    .send(html.replaceAll('="./', `="${rootFrom(below)}`));
};

const NOT_BUILT =
  'The documentation of this server is not built. Run `npm run docs:site` in its folder, then reload this page.\n' +
  'Its sources can be read without it: docs/index.md is the first page.\n';
