import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'engagements',
    nav: { text: words.engagements.title, section: 'work', order: 4, key: 'e' },
    load: async () => (await import('./engagements-page.tsx')).EngagementsPage,
  },
  {
    path: 'engagements/:id',
    load: async () => (await import('./engagement-page.tsx')).EngagementPage,
  },
];
