import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Options {
  /** The folder of the build. */
  output: string;
  base: string;
  /** The style of code, known once every page is rendered. */
  codeStyle: () => string;
}

/**
 * Moves what VitePress writes inline into files, because the Content-Security-Policy of the server allows nothing inline: the
 * scripts that choose light or dark before the first paint, and the colours of code.
 */
export const createInlineFiles = ({ output, base, codeStyle }: Options) => {
  const files = new Map<string, string>();
  const add = (content: string, name: string, extension: string): string => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
    const path = `assets/${name}.${hash}.${extension}`;
    files.set(path, content);
    return base + path;
  };
  return {
    /** Returns a page without inline scripts. */
    extract: (html: string): string =>
      html
        .replace(/<script id="([\w-]+)">([^<]+)<\/script>/g, (_, id: string, code: string) => {
          return `<script src="${add(code, id, 'js')}"></script>`;
        })
        // What it sets again by script, and theme/style.css.
        .replace(/(<[a-z][^>]*?) style="[^"]*"/g, '$1')
        .replace('</head>', `<link rel="stylesheet" href="${add(codeStyle(), 'code', 'css')}">\n</head>`),
    /** Writes the files. */
    write: async (): Promise<void> => {
      await mkdir(join(output, 'assets'), { recursive: true });
      await Promise.all([...files].map(([path, content]) => writeFile(join(output, path), content)));
    },
  };
};
