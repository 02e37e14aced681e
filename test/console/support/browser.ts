import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../console/build/chromium.ts';

let launched: Promise<Browser> | undefined;

/** Returns the browser of the tests, which starts with the first page and ends with their process. */
export const browserOfTests = (): Promise<Browser> => {
  launched ??= launchChromium().then((browser) =>
    // If a page made it crash, only the test of that page fails.
    browser.once('disconnected', () => {
      launched = undefined;
    }),
  );
  return launched;
};
