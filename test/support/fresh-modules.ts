import { afterAll, vi } from 'vitest';

/** Runs in test workers that run several files: each file loads the modules of this project anew, and packages once. */
afterAll(() => {
  vi.resetModules();
});
