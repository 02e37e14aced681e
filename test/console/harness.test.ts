import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { SECURITY_HEADERS } from '../../src/server/transport/security-headers.ts';
import { expectAccessible } from './support/accessible.ts';
import { browserOfTests } from './support/browser.ts';
import { openPage } from './support/console.ts';
import { watchFaults } from './support/faults.ts';

/** Serves one page with the headers of the server, and a file of nothing but a fault. */
const startPage = async (body: string): Promise<{ endpoint: string }> => {
  const server = createServer(({ url }, answer) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) answer.setHeader(name, value);
    if (url === '/throws.js') {
      answer.setHeader('content-type', 'text/javascript').end("throw new Error('thrown on purpose')");
    } else if (url === '/') {
      answer.setHeader('content-type', 'text/html').end(`<!doctype html><title>t</title><body>${body}`);
    } else if (url === '/favicon.ico') answer.writeHead(204).end();
    else answer.writeHead(url?.startsWith('/_cosell/') ? 400 : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

it.each([
  ['throws', '<script src="/throws.js"></script>', /thrown on purpose/],
  ['has an inline script', '<script>1</script>', /CSP violation of script-src-elem by inline/],
  ['has an inline style', '<p style="color: red">x</p>', /CSP violation of style-src-attr by inline/],
  ['asks for another origin', '<img src="http://other.example/a.png">', /CSP violation of img-src by http/],
  ['misses a file', '<img src="/gone.png">', /status of 404/],
])('a test fails if its page %s', async (_what, body, fault) => {
  const server = await startPage(body);
  const context = await (await browserOfTests()).newContext();
  onTestFinished(() => context.close());
  const faults = await watchFaults(context, server.endpoint);
  const page = await context.newPage();
  await page.goto(server.endpoint);
  await expect.poll(() => faults.all.filter((each) => fault.test(each))).not.toEqual([]);
});

it('a refusal of the API is no fault of its page', async () => {
  const page = await openPage(await startPage('x'));
  expect(await page.evaluate(() => fetch('/_cosell/x').then(({ status }) => status))).toBe(400);
});

it('what is not accessible is named, in each look', async () => {
  const page = await openPage(await startPage('<main><h1>x</h1><button></button></main>'));
  await expect(expectAccessible(page)).rejects.toThrow(/button-name/);
});
