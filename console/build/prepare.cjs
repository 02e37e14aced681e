// Builds the console after `npm ci`, so that `npm start` shows it. Runs on whatever Node ran npm: plain JavaScript.
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');

// Without development packages, as in an image, there is nothing to build with.
if (existsSync('node_modules/vite')) {
  execSync('npm run --silent console:build -- --logLevel warn', { stdio: 'inherit' });
}
