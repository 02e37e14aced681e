import { resolve } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { expect, test } from 'vitest';
import { linkFiles } from '../../docs/.vitepress/links.ts';

const DOCS = resolve(import.meta.dirname, '../../docs');

/** A link of a page, as markdown-it has it. */
const createLink = (href: string) => ({
  type: 'link_open',
  tag: 'a',
  attrs: [['href', href]],
  attrGet: () => href,
  attrSet(_name: string, value: string) {
    this.attrs = [['href', value]];
  },
});

/** Returns where a link of a page leads on the site; undefined if it is none there. */
const linkOf = (href: string, page: string): string | undefined => {
  const rules: ((state: object) => void)[] = [];
  const push = (_name: string, rule: (state: object) => void) => rules.push(rule);
  linkFiles({ core: { ruler: { push } } } as unknown as MarkdownRenderer);
  const link = createLink(href);
  const tokens = [
    { type: 'inline', attrGet: () => null, children: [link, { type: 'link_close', tag: 'a' }] },
  ];
  rules[0]?.({ tokens, env: { path: resolve(DOCS, page) } });
  return link.tag === 'span' ? undefined : link.attrs[0]?.[1];
};

test.each([
  ['another page', '../start/python.md#next', 'guides/ci.md', '/start/python.md#next'],
  [
    'a page that is not there, which the build refuses',
    '../start/cobol.md',
    'guides/ci.md',
    '../start/cobol.md',
  ],
  ['a source', '../../deploy/compose', 'operate/deploying.md', undefined],
  ['a source that an image has not', '../../nowhere/compose', 'operate/deploying.md', undefined],
  ['an included page’s source that an image has not', 'nowhere/supply-chain', 'about/security.md', undefined],
  ['an included page’s page', 'docs/guides/ci.md', 'about/contributing.md', '/guides/ci.md'],
  ['elsewhere', 'https://example.com/', 'guides/ci.md', 'https://example.com/'],
])('%s', (_what, href, page, expected) => {
  expect(linkOf(href, page)).toBe(expected);
});
