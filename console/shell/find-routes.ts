import type { PageRoute } from '../parts/routes.ts';

const modules = import.meta.glob<{ routes: readonly PageRoute[] }>('../pages/*/routes.ts', { eager: true });

/** Every page, found by its folder. */
export const pageRoutes: readonly PageRoute[] = Object.values(modules).flatMap(({ routes }) => routes);
