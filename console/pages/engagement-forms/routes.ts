import type { PageRoute } from '../../parts/routes.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'engagements/create',
    load: async () => (await import('./create-engagement-page.tsx')).CreateEngagementPage,
  },
];
