import { words } from '../../words.ts';
import { useShortcut } from './registry.ts';

/** Rows of a table, or cards: the items of an `ol`. Pages of the list are items too, of an `ul`. */
const ROW = '[data-rows] :is(tbody tr, ol > li)';

/** The first link or button of each row of the page's lists, in order: what a click on the row's title does. */
const readRows = (): HTMLElement[] => {
  const rows = [...document.querySelectorAll(ROW)];
  const targets = rows.flatMap(
    (row) => row.querySelector<HTMLElement>('a[href], button:not(:disabled)') ?? [],
  );
  return [...new Set(targets)].filter((target) => target.checkVisibility());
};

const move = (by: 1 | -1): void => {
  const rows = readRows();
  const focused = document.activeElement;
  const row = focused?.closest(ROW);
  const at = rows.findIndex((target) => target === focused || row?.contains(target));
  const next = at < 0 ? rows.at(by === 1 ? 0 : -1) : rows[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

/** Moves the focus from row to row of what stands in an element with `data-rows`. Enter then opens it, as it does any link. */
export const useRowKeys = (): void => {
  const { next, previous } = words.shortcuts;
  useShortcut({ keys: 'j', text: next, group: 'page', isSilent: true, run: () => move(1) });
  useShortcut({ keys: 'k', text: previous, group: 'page', isSilent: true, run: () => move(-1) });
};
