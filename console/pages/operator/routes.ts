import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

const { titles } = words.operator;
const page = (
  path: string,
  text: string,
  order: number,
  key: string,
  load: PageRoute['load'],
): PageRoute => ({
  path: `operator/${path}`,
  nav: { text, section: 'operate', order, key },
  isOperators: true,
  load,
});

export const routes: readonly PageRoute[] = [
  page('aws', titles.aws, 1, 'a', async () => (await import('./aws-page.tsx')).AwsPage),
  page('clock', titles.clock, 2, 'c', async () => (await import('./clock-page.tsx')).ClockPage),
  page('faults', titles.faults, 3, 'f', async () => (await import('./faults-page.tsx')).FaultsPage),
  page('reviews', titles.reviews, 4, 'p', async () => (await import('./reviews-page.tsx')).ReviewsPage),
  page('accounts', titles.accounts, 5, 'k', async () => (await import('./accounts-page.tsx')).AccountsPage),
  page('quotas', titles.quotas, 6, 'q', async () => (await import('./quotas-page.tsx')).QuotasPage),
  page('state', titles.state, 7, 's', async () => (await import('./state-page.tsx')).StatePage),
  page('health', titles.health, 8, 'w', async () => (await import('./health-page.tsx')).HealthPage),
];
