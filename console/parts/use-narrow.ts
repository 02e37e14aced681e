import { useSyncExternalStore } from 'react';

/** Cloudscape's own breakpoint between phones and everything else. */
const query = matchMedia('(max-width: 688px)');

const subscribe = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the window is as narrow as a phone's: tables are cards then. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
