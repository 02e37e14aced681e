import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractModules } from './build/contract-module.ts';
import { mendedComponents } from './build/mended-components.ts';
import { notices, THIRD_PARTY } from './build/notices.ts';
import { precompress } from './build/precompress.ts';

/** Builds the console into `dist/console/`. All addresses are relative to the page's base, so that any path prefix works. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [
    react(),
    contractModules(),
    mendedComponents(),
    notices(fileURLToPath(new URL('../node_modules', import.meta.url))),
    precompress(),
  ],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    manifest: true,
    // The notices of what is bundled. supply-chain/bundled.ts reads it too.
    license: { fileName: THIRD_PARTY },
    target: 'es2023',
    // The inline polyfill is not needed by any browser that Cloudscape supports.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
