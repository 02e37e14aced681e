import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractModules } from './build/contract-module.ts';
import { mendedComponents } from './build/mended-components.ts';

/** Builds the console into `dist/console/`. All addresses are relative to the page's base, so that any path prefix works. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), contractModules(), mendedComponents()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The inline polyfill is not needed by any browser that Cloudscape supports.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
