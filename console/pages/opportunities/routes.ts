import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'opportunities',
    nav: { text: words.opportunities.title, section: 'work', order: 3, key: 'o' },
    load: async () => (await import('./list-page.tsx')).ListPage,
  },
  {
    path: 'opportunities/board',
    load: async () => (await import('./board-page.tsx')).BoardPage,
  },
  {
    path: 'opportunities/:id',
    load: async () => (await import('./detail-page.tsx')).DetailPage,
  },
];
