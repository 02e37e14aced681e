import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Where a shortcut stands in the list of all: it works everywhere, goes to a page, or belongs to the page that is shown. */
export type ShortcutGroup = 'everywhere' | 'go' | 'page';

/** What a key does while a component that declares it is shown. */
export interface Shortcut {
  /** A key as `KeyboardEvent.key` names it, or two in succession, e.g. `g o`. */
  keys: string;
  /** What it does, for the list of all shortcuts. */
  text: string;
  group: ShortcutGroup;
  /** Whether a screen reader is told what the key did. Not if the focus moves to it anyway. */
  isSilent?: boolean;
  run: () => void;
}

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

const set = (next: readonly Shortcut[]): void => {
  shortcuts = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The shortcuts that work now. Of two with the same keys the later one acts: a page's is later than the shell's. */
export const readShortcuts = (): readonly Shortcut[] => shortcuts;

/** The shortcuts that work now, each key once. */
export const useAllShortcuts = (): readonly Shortcut[] => {
  const all = useSyncExternalStore(subscribe, readShortcuts);
  return [...new Map(all.map((shortcut) => [shortcut.keys, shortcut])).values()];
};

/** Declares a shortcut while the component is shown; `undefined` declares none. */
export const useShortcut = (shortcut: Shortcut | undefined): void => {
  const latest = useRef(shortcut);
  latest.current = shortcut;
  const { keys, text, group, isSilent = false } = shortcut ?? {};
  useEffect(() => {
    if (keys === undefined || text === undefined || group === undefined) return;
    const own: Shortcut = { keys, text, group, isSilent, run: () => latest.current?.run() };
    set([...shortcuts, own]);
    return () => set(shortcuts.filter((each) => each !== own));
  }, [keys, text, group, isSilent]);
};
