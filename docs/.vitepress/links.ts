import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';

const docs = fileURLToPath(new URL('..', import.meta.url));
const root = join(docs, '..');

/** The pages of the site that include a file of the project's root. */
const included: Readonly<Record<string, string>> = {
  'README.md': 'index.md',
  'ARCHITECTURE.md': 'about/architecture.md',
  'CONTRIBUTING.md': 'about/contributing.md',
  'SECURITY.md': 'about/security.md',
  'CHANGELOG.md': 'about/changes.md',
};

/** Makes the anchor of a heading as GitHub does, so that a link to it works in both. */
export const githubSlug = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');

/**
 * Rewrites links, which are relative to their file as GitHub wants them: those of an included page start at the project's
 * root, and files that the site does not have, such as sources, are named without a link.
 */
export const linkFiles = (markdown: MarkdownRenderer): void => {
  markdown.core.ruler.push('link-files', ({ tokens, env }) => {
    // Inline styles are refused by the server's Content-Security-Policy.
    for (const token of tokens) {
      if (token.type !== 'td_open' && token.type !== 'th_open') continue;
      const [, side] = /text-align:\s*(\w+)/.exec(token.attrGet('style') ?? '') ?? [];
      token.attrs = side === undefined ? token.attrs : [['class', `to-${side}`]];
    }
    const page = String(env.path ?? env.realPath ?? '');
    for (const { children } of tokens) {
      const opened: boolean[] = [];
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = siteLink(String(token.attrGet('href')), page);
          opened.push(href !== undefined);
          if (href === undefined) token.tag = 'span';
          if (href === undefined) token.attrs = [];
          else token.attrSet('href', href);
        }
        if (token.type === 'link_close' && opened.pop() === false) token.tag = 'span';
        if (token.type === 'image') token.attrSet('src', pictureOf(String(token.attrGet('src')), page));
      }
    }
  });
};

/** Returns the link as the site has it; undefined if it leads to what the site has not. */
const siteLink = (href: string, page: string): string | undefined => {
  if (/^(?:[a-z]+:|#|\/)/.test(href)) return href;
  const [path = '', anchor] = decodeURI(href).split('#');
  const target = placeOf(path, page);
  if (target === undefined) return isOfSources(path, page) ? undefined : href;
  const inDocs = relative(docs, target);
  const inRoot = relative(root, target);
  const found = included[inRoot] ?? (inDocs.startsWith('..') ? undefined : inDocs);
  if (!found?.endsWith('.md')) return undefined;
  return `/${found}${anchor === undefined ? '' : `#${anchor}`}`;
};

/**
 * Whether a path that leads nowhere is that of a source. The image's site is made without them; test/docs/links.test.ts finds
 * the dead ones.
 */
const isOfSources = (path: string, page: string): boolean => {
  const isIncluded = Object.values(included).includes(relative(docs, page));
  return [dirname(page), ...(isIncluded ? [root] : [])].some((folder) =>
    relative(docs, resolve(folder, path)).startsWith('..'),
  );
};

const pictureOf = (source: string, page: string): string => {
  const target = /^(?:[a-z]+:|\/)/.test(source) ? undefined : placeOf(source, page);
  return target === undefined ? source : relative(dirname(page), target).replace(/^(?!\.)/, './');
};

/** Returns where a relative path of a page leads; an included page is written for the project's root. */
const placeOf = (path: string, page: string): string | undefined =>
  [resolve(dirname(page), path), resolve(root, path)].find((place) => existsSync(place));
