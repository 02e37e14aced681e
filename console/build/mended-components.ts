import type { Plugin } from 'vite';

/**
 * Faults of Cloudscape's components, by file: a text, and what replaces it. A text that is no longer there stops the build, so
 * that none is kept after an update which mends it.
 */
const MENDED: Readonly<Record<string, readonly [string, string]>> = {
  // On a narrow window the navigation's button is in a <nav> with an attribute that only widgets have (axe: aria-allowed-attr).
  'app-layout/visual-refresh/mobile-toolbar.js': ['"aria-orientation": "horizontal", ', ''],
};

/** Mends the components while they are bundled. */
export const mendedComponents = (): Plugin => ({
  name: 'mended-components',
  transform(code, id) {
    const file = Object.keys(MENDED).find((path) => id.endsWith(`@cloudscape-design/components/${path}`));
    const [wrong, right] = MENDED[file ?? ''] ?? [];
    if (wrong === undefined || right === undefined) return undefined;
    if (!code.includes(wrong)) this.error(`${file} has no ${wrong} any more. Remove it from MENDED.`);
    return { code: code.replace(wrong, right), map: null };
  },
});
