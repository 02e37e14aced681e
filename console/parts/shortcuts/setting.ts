import { useSyncExternalStore } from 'react';

const KEY = 'cosell.shortcuts';
const listeners = new Set<() => void>();

const read = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
};
let isOn = read();

/** Whether keys act. Some people's speech input or tremor types letters that they do not mean. W3C: WCAG 2.1, 2.1.4. */
export const areShortcutsOn = (): boolean => isOn;

/** Turns the shortcuts on or off, for this browser. */
export const turnShortcuts = (next: boolean): void => {
  isOn = next;
  try {
    localStorage.setItem(KEY, next ? 'on' : 'off');
  } catch {
    // Without storage it lasts as long as the page.
  }
  for (const listener of listeners) listener();
};

export const useShortcutsOn = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areShortcutsOn);
