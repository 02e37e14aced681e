import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { githubSlug } from '../../docs/.vitepress/links.ts';
import { pagesOfProject, withoutCode } from './support/pages.ts';

const root = resolve(import.meta.dirname, '../..');

/** Returns the anchors of a page: its headings, a repeated one with a number. */
const anchorsOf = (path: string): Set<string> => {
  const found = new Set<string>();
  for (const [, heading = ''] of withoutCode(readFileSync(path, 'utf8')).matchAll(/^#{1,6} (.+)$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const slug = githubSlug(plain);
    let name = slug;
    for (let count = 1; found.has(name); count++) name = `${slug}-${count}`;
    found.add(name);
  }
  return found;
};

/** Returns the links of a page that lead nowhere. */
const deadLinks = (page: string): string[] => {
  const text = withoutCode(readFileSync(page, 'utf8')).replace(/(`+)[^`].*?\1/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : resolve(dirname(page), path);
    if (!existsSync(target) || relative(root, target).startsWith('..')) return true;
    if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return false;
    return !anchorsOf(target).has(anchor);
  });
};

test('every relative link of every page leads to a file and a heading that exist', () => {
  const pages = pagesOfProject();
  expect(pages.length).toBeGreaterThan(20);
  const dead = pages.flatMap((page) => deadLinks(join(root, page)).map((link) => `${page}: ${link}`));
  expect(dead).toEqual([]);
});
