// Builds the console after `npm ci`, so that `npm start` shows it; and the server's bundle, so that it is known what users get.
// Runs on whatever Node ran npm: plain JavaScript.
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');

// Without development packages, as in an image, there is nothing to build with.
if (existsSync('node_modules/vite')) {
  // It empties dist/, and `npm pack` runs this after the build too.
  if (!existsSync('dist/THIRD-PARTY.md')) execSync('npm run --silent bundle', { stdio: 'inherit' });
  execSync('npm run --silent console:build -- --logLevel warn', { stdio: 'inherit' });
}
