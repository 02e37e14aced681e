import { fileURLToPath } from 'node:url';
import { transformerStyleToClass } from '@shikijs/transformers';
import { defineConfig } from 'vitepress';
import { compressFolder } from './compress.ts';
import { describeDiagrams } from './diagrams.ts';
import { createInlineFiles, rootOf } from './inline-files.ts';
import { githubSlug, linkFiles } from './links.ts';
import { navigation, sidebar } from './navigation.ts';

const output = fileURLToPath(new URL('../../dist/help', import.meta.url));
/** Classes instead of inline styles for the colours of code, which the Content-Security-Policy of the server refuses. */
const codeClasses = transformerStyleToClass({ classPrefix: 'code-' });
const inlineFiles = createInlineFiles({ output, codeStyle: () => codeClasses.getCSS() });

/** Builds the documentation into `dist/help/`, which the server serves at `/help/` (src/server/console/help.ts). */
export default defineConfig({
  title: 'cosell',
  description: 'The documentation of cosell, a server that speaks the AWS Partner Central Selling API.',
  lang: 'en',
  // Each page finds the others and its files from where it is: a proxy in front may add a prefix to the server's paths.
  base: './',
  outDir: output,
  // The server knows them (src/server/console/help.ts), so VitePress's warning about them is needless.
  cleanUrls: true,
  // Code and pictures that are beside the pages, and what GitHub alone shows.
  srcExclude: ['pictures/**'],
  metaChunk: true,
  // Its way to stop transitions is a style element, which the Content-Security-Policy refuses.
  appearance: { disableTransition: false },
  transformHead: ({ page }) => [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${rootOf(page)}icon.svg` }],
  ],
  markdown: {
    anchor: { slugify: githubSlug },
    codeTransformers: [codeClasses],
    config: (markdown) => {
      markdown.use(linkFiles);
      describeDiagrams(markdown);
    },
    externalLinks: { target: '_blank', rel: 'noreferrer' },
  },
  themeConfig: {
    nav: navigation,
    sidebar: sidebar(),
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local', options: { detailedView: true } },
    docFooter: { prev: 'Before', next: 'Next' },
  },
  vite: {
    publicDir: fileURLToPath(new URL('../../console/public', import.meta.url)),
    // The index of the search, which is loaded when somebody searches.
    build: { chunkSizeWarningLimit: 2000 },
  },
  transformHtml: (html, _file, { page }) => inlineFiles.extract(html, page),
  buildEnd: async () => {
    await inlineFiles.write();
    await compressFolder(output);
  },
});
