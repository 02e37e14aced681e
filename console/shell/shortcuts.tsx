import LiveRegion from '@cloudscape-design/components/live-region';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { dismiss, useNotices } from '../parts/notices.tsx';
import { type Shortcut, useShortcut } from '../parts/shortcuts/registry.ts';
import { useKeys } from '../parts/shortcuts/use-keys.ts';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';
import { type Entry, stepsOf, useEntries } from './use-entries.ts';

const ShortcutList = lazy(async () => ({
  default: (await import('../parts/shortcuts/shortcut-list.tsx')).ShortcutList,
}));

/** Runs the shortcuts, says to screen readers what a key did, and shows the list of all. */
export const Shortcuts = ({
  isListed,
  onList,
  onEscape,
}: {
  isListed: boolean;
  onList: (isListed: boolean) => void;
  /** Closes what the shell has open. Returns whether there was something. */
  onEscape: () => boolean;
}) => {
  const [done, setDone] = useState<Shortcut>();
  const [latest] = useNotices();
  const entries = useEntries();
  useKeys(useCallback((shortcut) => setDone({ ...shortcut }), []));
  const { show, close } = words.shortcuts;
  useShortcut({ keys: '?', text: show, group: 'everywhere', isSilent: true, run: () => onList(true) });
  useShortcut({
    keys: 'Escape',
    text: close,
    group: 'everywhere',
    isSilent: true,
    run: () => {
      if (!onEscape() && latest?.id) dismiss(latest.id);
    },
  });
  return (
    <>
      {entries.map((entry) => (
        <GoKey key={entry.path} entry={entry} />
      ))}
      <LiveRegion hidden>{done && !done.isSilent ? done.text : ''}</LiveRegion>
      {isListed && (
        <Suspense>
          <ShortcutList onClose={() => onList(false)} />
        </Suspense>
      )}
    </>
  );
};

/** Goes to a page of the navigation by its key. */
const GoKey = ({ entry }: { entry: Entry }) => {
  const to = useTo();
  const navigate = useNavigate();
  useShortcut(
    entry.key === undefined
      ? undefined
      : {
          keys: `g ${entry.key}`,
          text: entry.text,
          group: 'go',
          run: () => void navigate(to(...stepsOf(entry))),
        },
  );
  return null;
};
