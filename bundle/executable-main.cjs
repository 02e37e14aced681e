// The main program of the single executable. Unpacks the package that it carries into the user's cache, once per version, and
// runs its command line from there: so its modules load lazily and stay compiled between starts, as in the package.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { homedir, tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { getAsset, getAssetKeys, getRawAsset } = require('node:sea');

const unpack = (folder) => {
  for (const name of getAssetKeys()) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(getRawAsset(name)));
  }
  return folder;
};

/** Only the user may write there, because what is there runs. Complete or absent: it gets its name last. */
const unpackOnce = (caches) => {
  const hash = createHash('sha256').update(getAsset('checksums', 'utf8')).digest('hex').slice(0, 16);
  const folder = join(caches, `executable-${hash}`);
  if (existsSync(folder)) return folder;
  mkdirSync(caches, { recursive: true, mode: 0o700 });
  const unpacked = unpack(mkdtempSync(join(caches, 'unpacking-')));
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    rmSync(unpacked, { recursive: true, force: true });
    // Another start was first.
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

const packageFolder = () => {
  const { XDG_CACHE_HOME: caches = join(homedir(), '.cache') } = process.env;
  try {
    return unpackOnce(join(caches, 'cosell'));
  } catch {
    // No home that can be written, as in some containers.
    const folder = unpack(mkdtempSync(join(tmpdir(), 'cosell-')));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }
};

createRequire(join(packageFolder(), 'package.json'))('./dist/cli/main.js');
