import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'postject';
import { root } from './entries.ts';

/**
 * `npm run executable`: makes one file of Node and the built package, for the platform that it runs on, in out/. It needs
 * nothing installed. Run `npm run build` first. Source: Node.js docs, "Single executable applications".
 */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const out = join(root, 'out');
const suffix = process.platform === 'win32' ? '.exe' : '';
const file = join(out, `cosell-${process.platform}-${process.arch}${suffix}`);

/** The files of the package, without the maps of its source, which is not there. */
const listFiles = async (): Promise<string[]> => {
  const entries = await readdir(join(root, 'dist'), { recursive: true, withFileTypes: true });
  const built = entries
    .filter((entry) => entry.isFile() && !/\.(map|d\.ts)$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
  return ['package.json', 'LICENSE', ...built.sort()];
};

const files = await listFiles();
if (!files.includes('dist/cli/main.js')) throw new Error('There is no dist/cli/main.js. Run npm run build.');
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const checksums = await Promise.all(
  files.map(async (name) => {
    const hash = createHash('sha256').update(await readFile(join(root, name)));
    return `${hash.digest('hex')}  ${name}\n`;
  }),
);
await writeFile(join(out, 'checksums'), checksums.join(''));
const config = {
  main: join(root, 'bundle/executable-main.cjs'),
  output: join(out, 'blob'),
  disableExperimentalSEAWarning: true,
  // SIGUSR1 must not open the inspector.
  execArgv: ['--disable-sigusr1'],
  assets: {
    checksums: join(out, 'checksums'),
    ...Object.fromEntries(files.map((name) => [name, join(root, name)])),
  },
};
await writeFile(join(out, 'config.json'), JSON.stringify(config));
execFileSync(process.execPath, ['--experimental-sea-config', join(out, 'config.json')], { stdio: 'inherit' });
await copyFile(process.execPath, file);
await chmod(file, 0o755);
// A signature does not hold for what is changed. macOS runs nothing with a broken one; Windows takes it for unsigned.
if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', file]);
await inject(file, 'NODE_SEA_BLOB', await readFile(join(out, 'blob')), {
  sentinelFuse: FUSE,
  ...(process.platform === 'darwin' && { machoSegmentName: 'NODE_SEA' }),
});
if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', file]);
await Promise.all(['blob', 'config.json', 'checksums'].map((name) => rm(join(out, name))));
process.stdout.write(`${file}\n`);
