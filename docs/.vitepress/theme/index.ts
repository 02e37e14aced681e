/// <reference types="vite/client" />
import Theme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import dark from '../../pictures/home-dark.png';
import light from '../../pictures/home-light.png';
import './style.css';

const alt = 'The console’s first page: whose turn it is, and the pipeline';

/**
 * The icon's address is relative, and a browser resolves it again at each address that a link leads to. The first one is right, so it
 * is kept.
 */
const keepIcon = (): void => {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon) icon.setAttribute('href', icon.href);
};
if (!import.meta.env.SSR) keepIcon();

/** The default theme, with a picture of the console on the first page. */
export default {
  extends: Theme,
  Layout: () =>
    h(Theme.Layout, null, {
      'home-hero-image': () => [
        h('img', { class: 'console-picture of-light', src: light, alt }),
        h('img', { class: 'console-picture of-dark', src: dark, alt }),
      ],
    }),
};
