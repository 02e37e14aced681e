import type { Plugin } from 'vite';

/** What the test kits share with the tests: a second copy would make classes that are not the test's. */
const SHARED = /^(vitest|jest-environment-node|@aws-sdk\/client-partnercentral-selling)$/;
const KIT = /\/src\/testing\//;

/** Leaves to the user's own packages what the test kits import of them. They are optional peers in package.json. */
export const ofTheUser = (): Plugin => ({
  name: 'of-the-user',
  enforce: 'pre',
  resolveId: (id, from) =>
    from !== undefined && KIT.test(from) && SHARED.test(id) ? { id, external: true } : undefined,
});
