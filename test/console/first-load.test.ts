import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seen, startConsole } from './support/console.ts';
import { generosity } from './support/interaction.ts';

const HOME = '/111122223333/Sandbox';

const MOST_SCRIPT_BYTES = 450_000;
const INTERACTIVE_MS = 1_500;
/** A machine that runs other tests takes several times as long. */
const ATTEMPTS = 5;

it('the home page is interactive in 1.5 s, and loads at most 450 kB of script', async () => {
  const server = await startConsole();
  const measured: number[] = [];
  // The best of several: it says what the console takes, and the others what the machine does besides.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const page = await openPage(server, HOME);
    await seen(page.getByRole('heading', { level: 1 }));
    const { interactiveMs, scriptBytes } = await page.evaluate(async () => {
      // Measured in the page: from the beginning of the navigation until the shell and its navigation are drawn, and a turn is free.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
      const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const scripts = resources.filter(({ name }) => name.endsWith('.js'));
      return {
        interactiveMs: Math.max(paint, performance.now()),
        scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      };
    });
    expect(scriptBytes).toBeGreaterThan(100_000);
    expect(scriptBytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
    await page.context().close();
    measured.push(interactiveMs);
    if (interactiveMs <= INTERACTIVE_MS) break;
  }
  expect(Math.min(...measured), `of ${measured.map(Math.round).join(', ')} ms`).toBeLessThanOrEqual(
    INTERACTIVE_MS * generosity(),
  );
});

it('everybody can use the shell', async () => {
  const page = await openPage(await startConsole(), HOME);
  await seen(page.getByRole('heading', { level: 1 }));
  await expectAccessible(page);
});
