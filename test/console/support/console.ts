import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Cosell, CosellOptions } from '../../../src/index.ts';
import { startServer } from '../../support/server.ts';
import { browserOfTests } from './browser.ts';
import { watchFaults } from './faults.ts';

/** The longest that anything awaited may take, on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** How a page is looked at. */
export interface Look {
  /** In pixels. Default 1280. */
  width?: number;
  colorScheme?: 'light' | 'dark';
  /** Faults that the test causes on purpose, such as those of a lost connection. Default none. */
  expected?: readonly RegExp[];
}

/** Starts a server in this process that shows the console. Closes it after the test. */
export const startConsole = (options: CosellOptions = {}): Promise<Cosell> =>
  startServer({ console: true, ...options });

/**
 * Opens a page of the console in a browser of its own: no cookies, no storage, no cache. The test fails if the page throws or logs
 * an error, violates the Content-Security-Policy, or asks for anything of another origin. Closes it after the test.
 * @param path under the server's root, e.g. `/111122223333/Sandbox/opportunities`
 */
export const openPage = async (
  server: { endpoint: string },
  path = '/',
  { width = 1280, colorScheme = 'light', expected = [] }: Look = {},
): Promise<Page> => {
  const browser = await browserOfTests();
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    // Nothing fades, so that what is seen is what stays.
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = await watchFaults(context, new URL(server.endpoint).origin);
  onTestFinished(async () => {
    await context.close();
    const unexpected = faults.all.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    expect(unexpected, 'what no page of the console may do').toEqual([]);
  });
  const page = await context.newPage();
  const { origin, pathname } = new URL(server.endpoint);
  await page.goto(origin + pathname.replace(/\/$/, '') + path);
  return page;
};

/** Waits until something is shown. Fails with what the page shows instead. */
export const seen = async (locator: Locator): Promise<Locator> => {
  try {
    await locator.first().waitFor({ state: 'visible' });
    return locator;
  } catch (error) {
    const text = await locator.page().locator('body').innerText();
    throw new Error(`${(error as Error).message}\nThe page at ${locator.page().url()} shows:\n${text}`);
  }
};

/** Waits until something is no longer shown. */
export const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'hidden' });

/** Waits until a page has a heading of the first level with this text. */
export const seeHeading = (page: Page, name: string | RegExp): Promise<Locator> =>
  seen(page.getByRole('heading', { level: 1, name }));
