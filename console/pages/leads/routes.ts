import type { PageRoute } from '../../parts/routes.ts';
import { words } from '../../words.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'leads',
    nav: { text: words.leads.title, section: 'work', order: 5, key: 'l' },
    load: async () => (await import('./leads-page.tsx')).LeadsPage,
  },
  { path: 'leads/:id', load: async () => (await import('./lead-page.tsx')).LeadPage },
];
