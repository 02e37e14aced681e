import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';

/** How the viewer wants the console to look. Kept in this browser. */
export interface Appearance {
  mode: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
}

const KEY = 'cosell.appearance';
const system = matchMedia('(prefers-color-scheme: dark)');

export const readAppearance = (): Appearance => {
  try {
    return { mode: 'system', density: 'comfortable', ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return { mode: 'system', density: 'comfortable' };
  }
};

/** Applies the appearance; follows the system's mode as it changes. */
export const applyAppearance = (): void => {
  const { mode, density } = readAppearance();
  const isDark = mode === 'dark' || (mode === 'system' && system.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
};
system.addEventListener('change', applyAppearance);

export const writeAppearance = (appearance: Appearance): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Without storage it lasts as long as the page.
  }
  applyAppearance();
};
