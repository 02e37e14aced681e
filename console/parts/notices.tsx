import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { words } from '../words.ts';

/** A toast. */
export interface Notice {
  type: 'success' | 'info' | 'warning' | 'error' | 'in-progress';
  header?: ReactNode;
  content?: ReactNode;
  action?: ReactNode;
  /** A later notice of the same id replaces this one. */
  id?: string;
}

const LONGEST = 5;
const SHOWN_MS = 8_000;
let items: readonly FlashbarProps.MessageDefinition[] = [];
let count = 0;
const listeners = new Set<() => void>();

const set = (next: readonly FlashbarProps.MessageDefinition[]): void => {
  items = next;
  for (const listener of listeners) listener();
};

export const dismiss = (id: string): void => set(items.filter((item) => item.id !== id));

/** Shows a toast. Successes and news go by themselves; warnings and errors stay until they are dismissed. Returns its id. */
export const notify = ({ id, ...notice }: Notice): string => {
  count += 1;
  const own = id ?? `notice-${count}`;
  const item = {
    ...notice,
    id: own,
    dismissible: true,
    dismissLabel: words.actions.close,
    onDismiss: () => dismiss(own),
  };
  set([item, ...items.filter((other) => other.id !== own)].slice(0, LONGEST));
  if (notice.type === 'success' || notice.type === 'info') setTimeout(() => dismiss(own), SHOWN_MS);
  return own;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useNotices = () => useSyncExternalStore(subscribe, () => items);
