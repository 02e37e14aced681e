import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startCosell } from '../../src/index.ts';
import type { PageRoute } from '../parts/routes.ts';
import { launchChromium } from './chromium.ts';
import { makeSampleData, PARTNER } from './sample-data.ts';

/**
 * `npm run console:pictures [-- folder [path…]]`: takes a picture of every page of the console, which it finds by its routes, in
 * each look, with made-up data. Writes them to docs/pictures/ unless another folder is given.
 */

const LOOKS = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'narrow', width: 390, height: 844, colorScheme: 'light' },
] as const;
type Look = (typeof LOOKS)[number];

const pages = new URL('../pages/', import.meta.url);

/** The paths of all pages. */
const readPaths = async (): Promise<string[]> => {
  const folders = await readdir(pages);
  const modules = await Promise.all(
    folders.map(
      (folder) =>
        import(new URL(`${folder}/routes.ts`, pages).href) as Promise<{ routes: readonly PageRoute[] }>,
    ),
  );
  return modules.flatMap(({ routes }) => routes.map(({ path }) => path));
};

/** Fills in the ids of a path. Returns undefined if there is nothing to show there. */
const filled = (path: string, ids: Readonly<Record<string, string>>): string | undefined => {
  const id = ids[path.split('/')[0] ?? ''];
  if (!/:\w+/.test(path)) return path;
  return id ? path.replace(/:\w+/, id) : undefined;
};

const LOOK_MS = 100;
const LOOKS_WITHOUT = 5;

/**
 * Waits until nothing is shown, for a while, that stands for what still loads: what one answer shows may load more, and the live
 * stream keeps the network from being idle.
 */
const hasLoaded = async (page: Page): Promise<void> => {
  const loading = page.locator('[class*=spinner], [aria-busy=true]');
  for (let without = 0; without < LOOKS_WITHOUT; ) {
    await page.waitForTimeout(LOOK_MS);
    without = (await loading.count()) === 0 ? without + 1 : 0;
  }
};

const takePictures = async (
  browser: Browser,
  look: Look,
  { home, addresses, folder }: { home: string; addresses: ReadonlyMap<string, string>; folder: string },
): Promise<void> => {
  const { width, height, colorScheme } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  for (const [name, address] of addresses) {
    await page.goto(`${home}/${address}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await hasLoaded(page);
    await page.screenshot({ path: join(folder, `${name}-${look.name}.png`), animations: 'disabled' });
  }
  await context.close();
};

const [folder = 'docs/pictures', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await using cosell = await startCosell({ console: true });
const ids = await makeSampleData(cosell);
const addresses = new Map<string, string>();
for (const path of wanted.length > 0 ? wanted : await readPaths()) {
  const address = filled(path, ids);
  if (address === undefined) process.stdout.write(`nothing to show at ${path}\n`);
  else addresses.set(path.replaceAll('/', '-').replaceAll(':', '') || 'home', address);
}
const browser = await launchChromium();
try {
  const home = `${cosell.endpoint}/${PARTNER}/Sandbox`;
  for (const look of LOOKS) await takePictures(browser, look, { home, addresses, folder });
  process.stdout.write(`${addresses.size * LOOKS.length} pictures in ${folder}\n`);
} finally {
  await browser.close();
}
