import type { PageRoute } from '../../parts/routes.ts';

export const routes: readonly PageRoute[] = [
  {
    path: 'operator/refer',
    isOperators: true,
    load: async () => (await import('./refer-page.tsx')).ReferPage,
  },
];
