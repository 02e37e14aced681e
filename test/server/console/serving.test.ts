import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startServer, temporaryFolder } from '../../support/server.ts';
import { exchange, send, target } from '../../support/wire.ts';

const HTML =
  '<!doctype html><head><base href="./" /></head><script src="./assets/index-Abcd_-12.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('script '.repeat(200))});`;
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const WHO_AM_I = '/?Action=GetCallerIdentity&Version=2011-06-15';

/** Makes a folder like that of the build, with a secret file beside it. */
const makeBuild = async (): Promise<string> => {
  const parent = await temporaryFolder();
  const folder = join(parent, 'console');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(join(folder, '.vite'));
  const files = {
    'index.html': HTML,
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '.vite/manifest.json': '{}',
    'assets/index-Abcd_-12.js': SCRIPT,
    'assets/index-Abcd_-12.js.br': brotliCompressSync(SCRIPT),
    'assets/index-Abcd_-12.js.gz': gzipSync(SCRIPT),
    'assets/style-ABCDEFGH.css': 'body{}',
    '../secret.txt': 'secret',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
};

const start = async (folder?: string) =>
  startServer({ console: { folder: folder ?? (await makeBuild()) }, logLevel: 'silent' });

const get = (
  server: { endpoint: string },
  path: string,
  headers: Record<string, string> = BROWSER,
  method = 'GET',
) => send(server, { method, path, headers });

describe('the page', () => {
  it.each([
    ['/', './'],
    ['/?after=7', './'],
    ['/opportunities', './'],
    ['/111122223333/Sandbox/opportunities/O123', '../../../'],
    ['/opportunities/', '../'],
    ['/opportunities/O1?tab=events#json', '../'],
    ['/assets/gone-00000000.js', '../'],
    ['http://127.0.0.1/a/b', '../'],
  ])('is served at %s with the base %s', async (path, base) => {
    const { status, headers, text } = await get(await start(), path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers.vary).toBe('Origin, Accept');
    expect(text).toBe(HTML.replace('./', base));
  });

  it('is validated by its ETag, which each depth has its own of', async () => {
    const server = await start();
    const { headers, text } = await get(server, '/a/b');
    const etag = String(headers.etag);
    const again = await get(server, '/a/b', { ...BROWSER, 'if-none-match': `"x", W/${etag}` });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect((await get(server, '/c/d', { ...BROWSER, 'if-none-match': etag })).status).toBe(304);
    const deeper = await get(server, '/a/b/c', { ...BROWSER, 'if-none-match': etag });
    expect([deeper.status, deeper.text === text]).toEqual([200, false]);
  });

  it('answers HEAD like GET, without the body', async () => {
    const server = await start();
    for (const path of ['/', '/a/b', '/assets/index-Abcd_-12.js']) {
      const whole = await get(server, path);
      const head = await get(server, path, BROWSER, 'HEAD');
      expect([head.status, head.text]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) {
        expect(head.headers[name], `${name} of ${path}`).toBe(whole.headers[name]);
      }
    }
  });

  it.each([
    [undefined],
    ['*/*'],
    ['application/json'],
    ['application/json, text/html;q=0.9'],
    ['text/html;q=0'],
    ['application/json, text/plain, */*'],
  ])('is not served to programs that accept %s', async (accept) => {
    const server = await start();
    for (const path of ['/', '/opportunities', '/assets/gone.js']) {
      const { status, json } = await get(server, path, accept === undefined ? {} : { accept });
      expect([status, json?.__type]).toEqual([404, 'NotFoundException']);
    }
  });

  it('replaces neither the API nor the operator’s routes', async () => {
    const server = await start();
    for (const path of ['/_cosell/nothing', '/%5fcosell/nothing', '/_cosell/']) {
      const { status, json } = await get(server, path);
      expect([status, json?.__type], path).toEqual([404, 'NotFoundException']);
    }
    expect((await get(server, '/_cosell/health')).json).toMatchObject({ status: 'ok' });
    const identity = await get(server, WHO_AM_I);
    expect([identity.status, identity.text]).toEqual([200, expect.stringContaining('<Account>')]);
    const listed = await send(server, {
      path: '/opportunities',
      headers: { ...BROWSER, ...target('ListOpportunities') },
      body: '{"Catalog":"Sandbox"}',
    });
    expect([listed.status, listed.json]).toMatchObject([200, { OpportunitySummaries: [] }]);
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect((await get(server, '/opportunities', BROWSER, method)).status).toBe(404);
    }
  });

  it('opens from a link of another site, and from nothing else there', async () => {
    const server = await start();
    const link = {
      ...BROWSER,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await get(server, '/111122223333/Sandbox/invitations', link)).status).toBe(200);
    for (const dest of ['iframe', 'object', 'image']) {
      const { status } = await get(server, '/', { ...link, 'sec-fetch-dest': dest });
      expect(status).toBe(400);
    }
    const script = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'script',
    };
    expect((await get(server, '/assets/index-Abcd_-12.js', script)).status).toBe(400);
  });

  it('is not shown under a name that a page could have rebound', async () => {
    const { status, json } = await get(await start(), '/', { ...BROWSER, host: 'evil.example' });
    expect([status, json?.__type]).toEqual([400, 'AccessDeniedException']);
  });

  it('may load nothing from elsewhere, and nothing inline', async () => {
    const policy = (await get(await start(), '/a')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("base-uri 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('a file of the build', () => {
  const SCRIPT_PATH = '/assets/index-Abcd_-12.js';

  it('with a hash in its name is kept by browsers for good', async () => {
    const { status, headers, text } = await get(await start(), '/assets/style-ABCDEFGH.css', {});
    expect([status, text]).toEqual([200, 'body{}']);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('without one is validated each time', async () => {
    const server = await start();
    const { headers } = await get(server, '/icon.svg', {});
    expect([headers['content-type'], headers['cache-control']]).toEqual([
      'image/svg+xml; charset=utf-8',
      'no-cache',
    ]);
    const again = await get(server, '/icon.svg', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['br;q=0', undefined],
    ['', undefined],
  ])('is sent compressed to who accepts “%s”: %s', async (accepted, coding) => {
    const { endpoint } = await start();
    const { hostname, port } = new URL(endpoint);
    const answer = await exchange(
      { endpoint },
      `GET ${SCRIPT_PATH} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept-Encoding: ${accepted}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(/^content-encoding: (.*)$/im.exec(answer)?.[1]?.trim()).toBe(coding);
    expect(answer).toMatch(/^vary: Origin, Accept-Encoding\r$/im);
  });

  it('is the same in each form', async () => {
    const { endpoint } = await start();
    const bytesOf = async (coding: string) => {
      // Not by fetch, which would uncompress it.
      const response = await new Promise<Buffer>((resolve, reject) => {
        import('node:http').then(({ get: read }) =>
          read(`${endpoint}${SCRIPT_PATH}`, { headers: { 'accept-encoding': coding } }, (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
          }).on('error', reject),
        );
      });
      return response;
    };
    expect(brotliDecompressSync(await bytesOf('br')).toString()).toBe(SCRIPT);
    expect(gunzipSync(await bytesOf('gzip')).toString()).toBe(SCRIPT);
    expect((await bytesOf('identity')).toString()).toBe(SCRIPT);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..\\..\\secret.txt',
    '//secret.txt',
    '/.vite/manifest.json',
    '/index.html',
    '/assets/index-Abcd_-12.js.br',
    '/assets/',
    '/assets/index-Abcd_-12.js%00',
    '/ASSETS/index-Abcd_-12.js',
  ])('is found by its exact path alone: %s is none', async (path) => {
    const { status, text } = await get(await start(), path, { accept: '*/*' });
    expect([404, 400]).toContain(status);
    expect(text).not.toContain('secret.txt');
    expect(text).toContain('__type');
  });
});

describe('a console that is not there', () => {
  it('says what to run, and is found once it is built', async () => {
    const folder = await makeBuild();
    await rm(folder, { recursive: true });
    const server = await start(folder);
    const missing = await get(server, '/opportunities');
    expect([missing.status, missing.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(missing.text).toContain('npm run console:build');
    expect((await get(server, '/icon.svg', {})).status).toBe(404);
    await mkdir(folder);
    await writeFile(join(folder, 'index.html'), HTML);
    expect((await get(server, '/opportunities')).text).toBe(HTML);
  });

  it('built anew is served anew', async () => {
    const folder = await makeBuild();
    const server = await start(folder);
    await get(server, '/');
    await writeFile(join(folder, 'assets/index-00000001.js'), 'next');
    await rm(join(folder, 'index.html'));
    await writeFile(join(folder, 'index.html'), `${HTML}<!-- next -->`);
    expect((await get(server, '/')).text).toContain('next');
    expect((await get(server, '/assets/index-00000001.js', {})).text).toBe('next');
    await rm(join(folder, 'assets'), { recursive: true });
    expect((await get(server, '/assets/index-00000001.js', {})).status).toBe(404);
  });

  it('leaves the server as it is without it', async () => {
    const server = await startServer();
    for (const path of ['/', '/opportunities', '/assets/index-Abcd_-12.js']) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await get(server, path, BROWSER, method);
        expect([status, headers['x-amzn-errortype']]).toEqual([404, 'NotFoundException']);
      }
    }
  });
});
