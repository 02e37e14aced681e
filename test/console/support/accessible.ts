import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'] as const;
/** What axe looks for; in the dark only what depends on colours, because nothing else differs. */
const RULES = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * Expects that axe finds nothing serious or critical on what the page shows now: light and dark, at 1280 and at 390 pixels.
 * Leaves the page light, at 1280 pixels.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await isStill(page);
      faults.push(...(await faultsOf(page, colorScheme)).map((fault) => `${width} ${colorScheme}: ${fault}`));
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  if (faults.length > 0) {
    throw new Error(`Not everybody can use ${page.url()}:\n${faults.join('\n')}`);
  }
};

/** Waits until the page is drawn in its new size, and nothing that ends moves any more. */
const isStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await drawn();
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    await drawn();
  });

const faultsOf = async (page: Page, scheme: keyof typeof RULES): Promise<string[]> => {
  // Evaluated by the debugger: the page's own policy allows no further script.
  await page.evaluate(`globalThis.axe ?? (() => { ${axe.source} })()`);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(RULES[scheme])} })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
    );
};
