import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from '../../../console/build/chromium.ts';

let launched: Promise<Browser> | undefined;

/** Returns the browser of this test file, which starts with the first page and ends with the file. */
export const browserOfFile = (): Promise<Browser> => {
  launched ??= launchChromium();
  return launched;
};

afterAll(async () => {
  await (await launched)?.close();
  launched = undefined;
});
