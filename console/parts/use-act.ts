import { useCallback, useState } from 'react';
import { isFault } from '../api/fault.ts';
import { useOperatorAction } from '../api/operator.ts';
import { words } from '../words.ts';
import { notify } from './notices.tsx';

/** Returns a function for a button that acts at once: it tells the result in a toast. `busy` is the name of what runs. */
export const useAct = () => {
  const [busy, setBusy] = useState<string>();
  const { mutateAsync } = useOperatorAction((act: () => Promise<{ data?: unknown }>) => act());
  const act = useCallback(
    async (name: string, run: () => Promise<{ data?: unknown }>, done: string): Promise<boolean> => {
      setBusy(name);
      try {
        await mutateAsync(run);
        notify({ type: 'success', content: done });
        return true;
      } catch (error) {
        notify({
          type: 'error',
          header: (isFault(error) && words.fault.names[error.name]) || words.fault.refused,
          content: error instanceof Error ? error.message : String(error),
        });
        return false;
      } finally {
        setBusy(undefined);
      }
    },
    [mutateAsync],
  );
  return { act, busy };
};
