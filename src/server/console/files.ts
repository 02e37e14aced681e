import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The content codings for which the build may have compressed a file in advance, smallest result first. */
const CODINGS = [
  { coding: 'br', suffix: '.br' },
  { coding: 'gzip', suffix: '.gz' },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
};

/** A file of the build. */
export interface BuiltFile {
  /** Where it is. */
  path: string;
  type: string;
  /** Whether its name has a hash of its content, so that it never changes. */
  isFixed: boolean;
  /** The compressed forms that there are, smallest first. */
  compressed: readonly { coding: string; path: string }[];
}

/** The build of the console. */
export interface Build {
  /** The page itself, as text and as a file. */
  html: string;
  page: BuiltFile;
  /** The other files, by the path of their URL. Only what is listed here is ever read. */
  files: ReadonlyMap<string, BuiltFile>;
}

/** Reads what a build consists of. Returns undefined if there is none. */
export const readBuild = async (folder: string): Promise<Build | undefined> => {
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length));
    return { html, ...filesOf(folder, paths) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const PAGE = 'index.html';

const filesOf = (folder: string, paths: readonly string[]): Pick<Build, 'page' | 'files'> => {
  const all = new Set(paths);
  const fileOf = (path: string, type: string): BuiltFile => ({
    path: join(folder, path),
    type,
    // Vite joins a hash to a name by a hyphen, VitePress by a dot.
    isFixed: /^assets\/.+[-.][\w-]{8}(?:\.lean)?\.\w+$/.test(path.replaceAll(sep, '/')),
    compressed: CODINGS.filter(({ suffix }) => all.has(path + suffix)).map(({ coding, suffix }) => ({
      coding,
      path: join(folder, path + suffix),
    })),
  });
  const files = new Map<string, BuiltFile>();
  for (const path of paths) {
    const url = `/${path.replaceAll(sep, '/')}`;
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
    // Neither what the build keeps for itself, in folders that begin with a dot, nor compressed forms and the page.
    if (type !== undefined && !url.includes('/.') && path !== PAGE) files.set(url, fileOf(path, type));
  }
  return { page: fileOf(PAGE, TYPES.html ?? ''), files };
};

/** Returns a strong validator of a content. RFC 9110, 8.8.3. */
export const etagOf = (content: string | Buffer): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
