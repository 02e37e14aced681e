import { join } from 'node:path';

/** The file that tests start as `cosell`. vitest.config.ts chooses it: the bundle, as users have it, or the source. */
export const COMMAND = process.env.COSELL_TEST_COMMAND ?? join(import.meta.dirname, '../../src/cli/main.ts');
