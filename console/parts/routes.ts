import type { ComponentType } from 'react';

/** The groups of the side navigation, in order. */
export type Section = 'work' | 'watch' | 'operate';

/**
 * A page: `pages/<folder>/routes.ts` exports `routes`, a list of these, and the shell finds it there.
 * The path is under `/<account>/<catalog>/`.
 */
export interface PageRoute {
  path: string;
  /** Where it stands in the side navigation, and the key that goes there after `g`; absent for pages of single objects. */
  nav?: { text: string; section: Section; order: number; key?: string };
  /** Only for people with the operator's routes. */
  isOperators?: boolean;
  /** Loads the page's component when it is first opened. */
  load: () => Promise<ComponentType>;
}
