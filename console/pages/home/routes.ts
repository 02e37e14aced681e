import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '',
    nav: { text: words.home.title, section: 'work', order: 1, key: 'h' },
    load: async () => (await import('./home-page.tsx')).HomePage,
  },
];
