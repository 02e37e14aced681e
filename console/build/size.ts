import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * `npm run console:size`: prints what each page loads, and fails if the first load of the home page has more script than
 * people should wait for. Reads the build's manifest: https://vite.dev/guide/backend-integration
 */

const MOST_FIRST_LOAD_BYTES = 450_000;
const ENTRY = 'index.html';
const HOME = 'pages/home/home-page.tsx';

interface Chunk {
  file: string;
  src?: string;
  imports?: string[];
  css?: string[];
}

const folder = join(import.meta.dirname, '../../dist/console');
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** The chunks that are loaded with these: their static imports, and those of these. */
const closureOf = (keys: readonly string[], found = new Set<string>()): Set<string> => {
  for (const key of keys) {
    if (found.has(key)) continue;
    found.add(key);
    closureOf(manifest[key]?.imports ?? [], found);
  }
  return found;
};

const gzipped = (file: string): number => gzipSync(readFileSync(join(folder, file))).length;
const filesOf = (keys: Iterable<string>, kind: (chunk: Chunk) => readonly string[]): string[] => [
  ...new Set([...keys].flatMap((key) => kind(manifest[key] as Chunk))),
];
const scriptsOf = (keys: Iterable<string>) => filesOf(keys, ({ file }) => [file]);
const stylesOf = (keys: Iterable<string>) => filesOf(keys, ({ css = [] }) => css);
const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipped(file), 0);

const say = (line: string) => process.stdout.write(`${line}\n`);
const inKb = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

for (const key of [ENTRY, HOME]) {
  if (!manifest[key]) throw new Error(`The build has no ${key}. Run npm run console:build.`);
}
const first = closureOf([ENTRY, HOME]);
say('The first load of the home page, gzipped:');
const files = [...scriptsOf(first), ...stylesOf(first)];
for (const file of files.sort((a, b) => gzipped(b) - gzipped(a))) say(`${inKb(gzipped(file))}  ${file}`);

say('\nWhat each other page adds, gzipped:');
const pages = Object.entries(manifest).filter(
  ([key, { src }]) => src !== undefined && key !== ENTRY && key !== HOME,
);
for (const [key, { file }] of pages) {
  if (!file.endsWith('.js')) continue;
  const more = scriptsOf([...closureOf([key])].filter((chunk) => !first.has(chunk)));
  say(`${inKb(total(more))}  ${key}`);
}

const bytes = total(scriptsOf(first));
const most = inKb(MOST_FIRST_LOAD_BYTES).trim();
say(
  `\n${inKb(bytes).trim()} of script, and ${inKb(total(stylesOf(first))).trim()} of styles; at most ${most} of script.`,
);
if (bytes > MOST_FIRST_LOAD_BYTES) {
  say('That is too much. Load what the home page does not need at once with import() (the pages are).');
  process.exitCode = 1;
}
