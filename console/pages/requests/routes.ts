import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'requests',
    nav: { text: words.requests.title, section: 'watch', order: 2, key: 'r' },
    load: async () => (await import('./list-page.tsx')).RequestsPage,
  },
  { path: 'requests/:id', load: async () => (await import('./request-page.tsx')).RequestPage },
];
