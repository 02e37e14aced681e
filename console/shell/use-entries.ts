import { useServerInfo } from '../api/server-info.ts';
import { useSession } from '../api/session.ts';
import type { PageRoute, Section } from '../parts/routes.ts';
import { pageRoutes } from './find-routes.ts';

/** A page of the side navigation. */
export type Entry = NonNullable<PageRoute['nav']> & { path: string };

/** The groups of the navigation, in order. */
export const SECTIONS: readonly Section[] = ['work', 'watch', 'operate'];

/** The steps of a page's address. */
export const stepsOf = ({ path }: Entry): string[] => path.split('/').filter(Boolean);

/** The pages of the side navigation, in order. The operator's are there for who may open them. */
export const useEntries = (): readonly Entry[] => {
  const { data: server } = useServerInfo();
  const { operatorToken } = useSession();
  const isOperator = server?.operator === 'open' || operatorToken !== undefined;
  return pageRoutes
    .flatMap(({ path, nav, isOperators = false }) =>
      nav && (!isOperators || isOperator) ? [{ path, ...nav }] : [],
    )
    .sort(
      (one, other) =>
        SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section) || one.order - other.order,
    );
};
