import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { words } from '../../words.ts';
import { Dialog } from '../dialog.tsx';

/** Asks before a page is left with what was not sent. */
export const LeaveGuard = ({ isChanged }: { isChanged: boolean }) => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isChanged]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={words.schemaForm.leave.title}
      confirm={words.schemaForm.leave.leave}
      onConfirm={() => blocker.proceed()}
      onDismiss={() => blocker.reset()}
    >
      {words.schemaForm.leave.text}
    </Dialog>
  );
};
