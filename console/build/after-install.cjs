// Builds the console after `npm ci`, so that `npm start` shows it; and the server's bundle, so that it is known what users get.
// npm runs it as the script `dependencies`, in a clone alone: of a package that has `prepare`, npm warns whoever installs its file.
// Runs on whatever Node ran npm: plain JavaScript.
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');

// Without development packages, as in an image, there is nothing to build with.
if (existsSync('node_modules/vite')) {
  // It empties dist/, and a package may be added after the build.
  if (!existsSync('dist/THIRD-PARTY.md')) execSync('npm run --silent bundle', { stdio: 'inherit' });
  execSync('npm run --silent console:build -- --logLevel warn', { stdio: 'inherit' });
}
