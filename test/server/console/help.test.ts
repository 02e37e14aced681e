import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startServer, temporaryFolder } from '../../support/server.ts';
import { send } from '../../support/wire.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const start = async ({ isBuilt = true } = {}) => {
  const parent = await temporaryFolder();
  const help = join(parent, 'help');
  await mkdir(join(help, 'guides'), { recursive: true });
  await mkdir(join(help, 'assets'));
  const files = {
    'index.html': 'home',
    'index.html.gz': gzipSync('home'),
    '404.html': 'no page <a href="./">',
    'guides/index.html': 'guides',
    'guides/referral.html': 'a referral',
    'assets/guides_referral.md.AbCd-_12.lean.js': 'script()',
    '../secret.html': 'secret',
  };
  if (isBuilt)
    for (const [name, content] of Object.entries(files)) await writeFile(join(help, name), content);
  return startServer({ console: { folder: join(parent, 'console'), help }, logLevel: 'silent' });
};

const get = (server: { endpoint: string }, path: string, headers: Record<string, string> = BROWSER) =>
  send(server, { method: 'GET', path, headers });

it.each([
  ['/help/', 'home'],
  ['/help/?q=1', 'home'],
  ['/help/guides/', 'guides'],
  ['/help/guides/referral', 'a referral'],
  ['/help/guides/referral.html', 'a referral'],
  ['http://127.0.0.1/help/guides/referral', 'a referral'],
])('serves %s', async (path, content) => {
  const { status, headers, text } = await get(await start(), path);
  expect([status, text]).toEqual([200, content]);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['cache-control']).toBe('no-cache');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
});

// What is behind a prefix that a proxy strips is found as long as all addresses are relative.
it.each([
  ['/help?x=1', 'help/?x=1'],
  ['/help/guides', 'guides/'],
])('leads from %s to the page of the folder', async (path, location) => {
  const { status, headers } = await get(await start(), path);
  expect([status, headers.location]).toEqual([302, location]);
});

it('lets browsers keep for good what has a hash in its name', async () => {
  const { status, headers } = await get(
    await start(),
    '/help/assets/guides_referral.md.AbCd-_12.lean.js',
    {},
  );
  expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
});

it.each([
  ['/help/nothing', './'],
  ['/help/nothing/at/all', '../../'],
  ['/help/../secret', '../'],
  ['/help/%2e%2e/secret.html', '../'],
  ['/help/guides/../../secret.html', '../../../'],
])('says that there is no page at %s, and finds its files', async (path, root) => {
  const { status, text } = await get(await start(), path);
  expect([status, text]).toEqual([404, `no page <a href="${root}">`]);
});

it('tells programs in the form of the API', async () => {
  const { status, json } = await get(await start(), '/help/nothing', { accept: '*/*' });
  expect([status, json?.__type]).toEqual([404, 'NotFoundException']);
});

it('says how to build the documentation', async () => {
  const { status, text } = await get(await start({ isBuilt: false }), '/help/');
  expect([status, text]).toEqual([404, expect.stringContaining('npm run docs:site')]);
});

it('is not there without the console', async () => {
  const { status, json } = await get(await startServer({ console: false }), '/help/');
  expect([status, json?.__type]).toEqual([404, 'NotFoundException']);
});
