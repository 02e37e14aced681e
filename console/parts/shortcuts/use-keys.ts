import { useEffect } from 'react';
import { readShortcuts, type Shortcut } from './registry.ts';
import { areShortcutsOn } from './setting.ts';

/** How long the second key of two may take. */
const SECOND_KEY_MS = 1_500;

/** Where keys have a meaning of their own. */
const TAKEN = [
  'input:not([type=checkbox], [type=radio])',
  'textarea',
  'select',
  '[contenteditable=true]',
  '[role=textbox]',
  '[role=combobox]',
  '[role=listbox]',
  '[role=menu]',
].join();

const isTaken = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(TAKEN) !== null) ||
  [...document.querySelectorAll('[role=dialog]')].some((dialog) => dialog.checkVisibility());

/** The key without its case: Caps Lock changes nothing. Undefined if a modifier gives it another meaning. */
const keyOf = (event: KeyboardEvent): string | undefined => {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const isLetter = /^\p{L}$/u.test(event.key);
  // Some layouts need Shift for a sign, e.g. a German one for `/`.
  if (event.shiftKey && (isLetter || event.key.length > 1)) return undefined;
  return isLetter ? event.key.toLowerCase() : event.key;
};

/**
 * Runs the declared shortcuts, and tells `onRun` of each. Used once, by the shell. Not a library: tinykeys and
 * react-hotkeys-hook match each shortcut by itself, so that `g a` is also `a`, which accepts an invitation.
 */
export const useKeys = (onRun: (shortcut: Shortcut) => void): void =>
  useEffect(() => {
    let first = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (key: string) => {
      first = key;
      clearTimeout(timer);
      if (key) timer = setTimeout(() => begin(''), SECOND_KEY_MS);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      const key = keyOf(event);
      if (!areShortcutsOn() || event.defaultPrevented || event.isComposing || key === undefined)
        return begin('');
      if (isTaken(event.target)) return begin('');
      const keys = first ? `${first} ${key}` : key;
      begin('');
      const known = readShortcuts();
      const found = known.findLast((shortcut) => shortcut.keys === keys);
      if (found) {
        // A key that is held down moves on in a table; it must not act twice.
        if (event.repeat && !found.isSilent) return;
        event.preventDefault();
        found.run();
        onRun(found);
      } else if (known.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) begin(key);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      begin('');
      document.removeEventListener('keydown', onKey);
    };
  }, [onRun]);
