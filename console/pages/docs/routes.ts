import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'docs',
    nav: { text: words.docs.title, section: 'operate', order: 9, key: 'd' },
    load: async () => (await import('./docs-page.tsx')).DocsPage,
  },
];
