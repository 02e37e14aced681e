import type { PageRoute } from '../../parts/routes.ts';

export const routes: readonly PageRoute[] = [
  { path: 'opportunities/create', load: async () => (await import('./create-page.tsx')).CreatePage },
  { path: 'opportunities/:id/edit', load: async () => (await import('./edit-page.tsx')).EditPage },
];
