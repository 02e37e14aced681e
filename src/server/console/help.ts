import { originForm } from '../transport/request-target.ts';
import { wantsHtml } from './accept.ts';
import { createBuilds } from './builds.ts';
import type { Build, BuiltFile } from './files.ts';
import type { Respond } from './respond.ts';
import { addVary, sendFile } from './send.ts';

/** Where the documentation is served: the `base` of its build, docs/.vitepress/config.ts. */
const HELP = '/help';

/**
 * Serves the build of the documentation below `/help/`: a page by its name without `.html`, every other file by its exact name.
 * Only files in the build's list are read.
 */
export const createHelp = (folder: string): Respond => {
  const buildOf = createBuilds(folder);
  return async (request, reply) => {
    const [path = HELP, query] = originForm(request.raw.url).split('?');
    // Relative, because a proxy in front may add a prefix.
    if (path === HELP) return reply.redirect(`help/${query === undefined ? '' : `?${query}`}`, 302);
    const isPage = wantsHtml(request.headers.accept);
    const build = await buildOf(isPage);
    const file = build && fileAt(build, path.slice(HELP.length));
    if (file) return sendFile(file, request, reply);
    if (!isPage) return undefined;
    addVary(reply, 'Accept');
    if (!build) return reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
    const missing = build.files.get('/404.html');
    return missing && sendFile(missing, request, reply.code(404));
  };
};

const fileAt = ({ files, page }: Build, path: string): BuiltFile | undefined => {
  if (path === '/') return page;
  return files.get(path) ?? files.get(`${path}.html`) ?? files.get(`${path.replace(/\/$/, '')}/index.html`);
};

const NOT_BUILT =
  'The documentation of this server is not built. Run `npm run docs:site` in its folder, then reload this page.\n' +
  'Its sources can be read without it: docs/index.md is the first page.\n';
