import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Options {
  /** The folder of the build. */
  output: string;
  /** The style of code, known once every page is rendered. */
  codeStyle: () => string;
}

/** Returns the way from a page, as `guides/referral.md`, to the root of the site. */
export const rootOf = (page: string): string => '../'.repeat(page.split('/').length - 1) || './';

/** VitePress has the way from each page instead: wrong for the one page that is shown for every address without one. */
const SITE_ROOT = 'window.__VP_SITE_ROOT__=new URL("../",document.currentScript.src).href';

/**
 * Moves what VitePress writes inline into files, because the Content-Security-Policy of the server allows nothing inline: the
 * scripts that choose light or dark before the first paint and that find the site's root, and the colours of code.
 */
export const createInlineFiles = ({ output, codeStyle }: Options) => {
  const files = new Map<string, string>();
  /** Returns the file's path from the root. */
  const add = (content: string, name: string, extension: string): string => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
    const path = `assets/${name}.${hash}.${extension}`;
    files.set(path, content);
    return path;
  };
  return {
    /** Returns a page without inline scripts. */
    extract: (html: string, page: string): string =>
      html
        .replace(
          /<script(?: id="([\w-]+)")?>([^<]+)<\/script>/g,
          (_, id: string | undefined, code: string) => {
            const path = id === undefined ? add(SITE_ROOT, 'site-root', 'js') : add(code, id, 'js');
            return `<script src="${rootOf(page)}${path}"></script>`;
          },
        )
        // What it sets again by script, and theme/style.css.
        .replace(/(<[a-z][^>]*?) style="[^"]*"/g, '$1')
        .replace(
          '</head>',
          `<link rel="stylesheet" href="${rootOf(page)}${add(codeStyle(), 'code', 'css')}">\n</head>`,
        ),
    /** Writes the files. */
    write: async (): Promise<void> => {
      await mkdir(join(output, 'assets'), { recursive: true });
      await Promise.all([...files].map(([path, content]) => writeFile(join(output, path), content)));
    },
  };
};
