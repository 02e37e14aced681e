import { expect, it } from 'vitest';
import { nodeFault } from '../../src/kit/node-version.ts';

it.each(['22.13.0', '22.22.1', '23.0.0', '24.21.0', '26.1.0', process.versions.node])(
  '%s is supported',
  (version) => {
    expect(nodeFault(version)).toBeUndefined();
  },
);

it.each(['22.12.0', '20.20.2', '18.0.0', '8.17.0'])(
  'of %s it says in one sentence what is needed',
  (version) => {
    expect(nodeFault(version)).toBe(
      `cosell needs Node.js 22.13 or newer, and this is ${version}: install a newer one from https://nodejs.org, or with the ` +
        'version manager that you use.',
    );
  },
);
