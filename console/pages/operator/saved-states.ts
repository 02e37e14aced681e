import { useSyncExternalStore } from 'react';
import type { Paths } from '../../api/operator-paths.ts';
import { words } from '../../words.ts';

/** A state of the server, as `state.export` answers it. */
export type StateDocument = Paths['/_cosell/state']['get']['responses'][200]['content']['application/json'];

/** A state that this window keeps. */
export interface SavedState {
  name: string;
  at: string;
  rows: number;
  document: StateDocument;
}

let saved: readonly SavedState[] = [];
let count = 0;
const listeners = new Set<() => void>();

const set = (next: readonly SavedState[]): void => {
  saved = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const save = (document_: StateDocument): void => {
  count += 1;
  const rows = Object.values(document_.tables).reduce((sum, table) => sum + table.rows.length, 0);
  const name = words.operator.state.nameOf(count);
  set([{ name, at: document_.at ?? new Date().toISOString(), rows, document: document_ }, ...saved]);
};

const forget = (name: string): void => set(saved.filter((state) => state.name !== name));

/** The states that were saved in this window. In memory only, because a state has secrets; a download keeps one. */
export const useSavedStates = () => ({ saved: useSyncExternalStore(subscribe, () => saved), save, forget });
