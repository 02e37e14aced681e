import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, seen, startConsole } from './support/console.ts';
import { startPrefixProxy } from './support/prefix-proxy.ts';

const HOME = '/111122223333/Sandbox';

/** Waits until the shell is shown, and the page in it. */
const seeHome = async (page: Page): Promise<void> => {
  await seen(page.getByRole('navigation').first());
  await seen(page.getByRole('heading', { level: 1 }));
};

describe('the console', () => {
  it('opens at the server’s address, and at each of its own, again and again', async () => {
    const server = await startConsole();
    const page = await openPage(server);
    await seen(page.getByRole('heading', { level: 1 }));
    await page.goto(`${server.endpoint}${HOME}`);
    await seeHome(page);
    await page.reload();
    await seeHome(page);
    expect(new URL(page.url()).pathname.replace(/\/$/, '')).toBe(HOME);
    expect(await page.title()).toContain('cosell');
  });

  it('works under a prefix that a proxy strips', async () => {
    const server = await startConsole();
    const proxy = await startPrefixProxy(server.endpoint, '/tools/cosell');
    const page = await openPage(proxy, HOME);
    await seeHome(page);
    await page.reload();
    await seeHome(page);
    expect(new URL(page.url()).pathname.replace(/\/$/, '')).toBe(`/tools/cosell${HOME}`);
    await page.locator(`nav a[href^="/tools/cosell${HOME}/"]`).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(`/tools/cosell${HOME}/`));
    await seen(page.getByRole('heading', { level: 1 }));
    await page.goto(proxy.endpoint.replace(/\/$/, ''));
    await seen(page.getByRole('heading', { level: 1 }));
  });

  it('asks again for nothing but the page itself', async () => {
    const server = await startConsole();
    const page = await openPage(server, HOME);
    await seeHome(page);
    await page.reload();
    await seeHome(page);
    const loaded = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => name.includes('/assets/'))
        .map(({ name, transferSize }) => ({ name, transferSize })),
    );
    expect(loaded.length).toBeGreaterThan(1);
    for (const { name, transferSize } of loaded) expect(transferSize, name).toBe(0);
  });
});
